import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { wasValid } from '../history/as-of.js'
import { type RoadmapFilter, roadmapConditions } from './roadmap.filter.js'
import type { RoadmapItem } from './roadmap-item.type.js'

/** Columns of the items `r` as they are now, or were at a moment. */
function itemColumns(asOf: string | null): RawBuilder<unknown> {
  return sql`r.id, json_build_object('title', r.title) as texts, r.start_quarter as "startQuarter",
    r.end_quarter as "endQuarter", r.priority, r.state, r.field_of_action_id as "fieldOfActionId", r.version,
    ${asOf}::text as "asOf"`
}

function itemsAsOf(asOf: string | null): RawBuilder<unknown> {
  if (asOf === null) return sql`city.roadmap_item r`
  return sql`(select v.roadmap_item_id as id, v.* from city.roadmap_item_version v where ${wasValid(asOf)}) r`
}

/**
 * Items of the roadmap by their quarters, as a list to take pages of.
 *
 * @param asOf moment (see `askedMoment`); null for the present
 * @param link SQL that joins what the items `r` are parts of
 */
export function roadmapList(
  filter: RoadmapFilter | null,
  { asOf = null, link = sql`` }: { asOf?: string | null; link?: RawBuilder<unknown> } = {},
): List {
  return {
    columns: itemColumns(asOf),
    from: sql`${itemsAsOf(asOf)} ${link}`,
    where: roadmapConditions(filter),
    order: [
      { by: sql`r.start_quarter`, type: 'text' },
      { by: sql`r.end_quarter`, type: 'text' },
      { by: sql`r.id`, type: 'text' },
    ],
  }
}

/** SQL: items by their ids. */
export function roadmapItems(ids: readonly string[]): RawBuilder<RoadmapItem> {
  return sql`select ${itemColumns(null)} from city.roadmap_item r where r.id = any(${[...ids]}::text[])`
}

export async function roadmapItemsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  return inOrderOf(ids, await database.rows(roadmapItems(ids)), ({ id }) => id)
}

/** A page of the items each initiative contributes to. */
export function roadmapItemsOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const link = sql`join city.roadmap_item_initiative link on link.roadmap_item_id = r.id`
  return pageOfEach<RoadmapItem>(
    roadmapList(null, { link }),
    sql`link.initiative_id`,
    initiativeIds,
    args,
    context,
  )
}
