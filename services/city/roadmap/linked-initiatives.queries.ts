import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import { wasValid } from '../history/as-of.js'
import type { InitiativeFilter } from '../initiative/initiative.filter.js'
import { initiativeList } from '../initiative/initiative.queries.js'
import type { Initiative } from '../initiative/initiative.type.js'

interface FormerLinks extends PageArgs {
  filter: InitiativeFilter | null
  asOf: string
}

/** A page of the initiatives that contributed to each item at a moment, as they are now. */
export function initiativesOfRoadmapItemsAsOf(
  itemIds: readonly string[],
  { filter, asOf, ...args }: FormerLinks,
  context: SubgraphContext,
) {
  const link = sql`join (
    select v.roadmap_item_id, unnest(v.initiative_ids) as initiative_id
    from city.roadmap_item_version v where ${wasValid(asOf)}
  ) link on link.initiative_id = i.id`
  return pageOfEach<Initiative>(
    initiativeList(filter, context.caller, link),
    sql`link.roadmap_item_id`,
    itemIds,
    args,
    context,
  )
}
