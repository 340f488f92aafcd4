import { type RawBuilder, sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import { versionList } from '../history/version.queries.js'
import type { RoadmapItemVersion } from './roadmap-item-version.type.js'

/** A page of the versions of each item, the newest first. */
export function versionsOfRoadmapItems(itemIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  const list = versionList({ table: 'roadmap_item_version', key: 'roadmap_item_id', content })
  return pageOfEach<RoadmapItemVersion>(list, sql`v.roadmap_item_id`, itemIds, args, context)
}

function content(version: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${version}.${name}`)
  return sql`json_build_object('title', ${column('title')}, 'startQuarter', ${column('start_quarter')},
    'endQuarter', ${column('end_quarter')}, 'priority', ${column('priority')}, 'state', ${column('state')},
    'fieldOfAction', ${column('field_of_action_id')}, 'initiatives', ${column('initiative_ids')})`
}
