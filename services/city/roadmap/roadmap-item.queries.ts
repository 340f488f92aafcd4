import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { type RoadmapFilter, roadmapConditions } from './roadmap.filter.js'
import type { RoadmapItem } from './roadmap-item.type.js'

const itemColumns = sql`r.id, json_build_object('title', r.title) as texts, r.start_quarter as "startQuarter",
  r.end_quarter as "endQuarter", r.priority, r.state, r.field_of_action_id as "fieldOfActionId"`

/**
 * Items of the roadmap by their quarters, as a list to take pages of.
 *
 * @param link SQL that joins what the items `r` are parts of
 */
export function roadmapList(filter: RoadmapFilter | null, link: RawBuilder<unknown> = sql``): List {
  return {
    columns: itemColumns,
    from: sql`city.roadmap_item r ${link}`,
    where: roadmapConditions(filter),
    order: [
      { by: sql`r.start_quarter`, type: 'text' },
      { by: sql`r.end_quarter`, type: 'text' },
      { by: sql`r.id`, type: 'text' },
    ],
  }
}

export async function roadmapItemsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<RoadmapItem>(
    sql`select ${itemColumns} from city.roadmap_item r where r.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of the items each initiative contributes to. */
export function roadmapItemsOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const link = sql`join city.roadmap_item_initiative link on link.roadmap_item_id = r.id`
  return pageOfEach<RoadmapItem>(
    roadmapList(null, link),
    sql`link.initiative_id`,
    initiativeIds,
    args,
    context,
  )
}
