import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { sortedRows } from '../text/sorted-rows.js'
import { type InitiativeFilter, initiativeConditions, isPublic } from './initiative.filter.js'
import type { Initiative } from './initiative.type.js'

const initiativeColumns = sql`i.id, i.field, i.status, i.organization_id as "organizationId",
  json_build_object('title', i.title, 'summary', i.summary, 'description', i.description) as texts,
  case when i.lat is not null then json_build_object('lat', i.lat, 'lon', i.lon) end as location,
  i.starts_on as "startsOn", i.ends_on as "endsOn", i.analog_access as "analogAccess"`

type FilteredPageArgs = PageArgs & { filter: InitiativeFilter | null }

/**
 * Initiatives everybody may read, by title or best first, as a list to take pages of.
 *
 * @param link SQL that joins what the initiatives `i` are parts of
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function initiativeList(filter: InitiativeFilter | null, link: RawBuilder<unknown> = sql``): List {
  const { from, order } = sortedRows({ table: 'initiative', as: 'i', by: 'sort_title' }, filter?.text)
  return {
    columns: initiativeColumns,
    from: sql`${from} ${link}`,
    where: initiativeConditions(filter),
    order,
  }
}

/** Initiatives by their ids; null for those not everybody may read. */
export async function initiativesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Initiative>(
    sql`select ${initiativeColumns} from city.initiative i
        where i.id = any(${[...ids]}::text[]) and ${isPublic}`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of the initiatives at work in each district. */
export function initiativesOfDistricts(
  districtIds: readonly string[],
  { filter, ...args }: FilteredPageArgs,
  context: SubgraphContext,
) {
  const link = sql`join city.initiative_district link on link.initiative_id = i.id`
  return pageOfEach<Initiative>(
    initiativeList(filter, link),
    sql`link.district_id`,
    districtIds,
    args,
    context,
  )
}

/** A page of each organization's initiatives. */
export function initiativesOfOrganizations(
  organizationIds: readonly string[],
  { filter, ...args }: FilteredPageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<Initiative>(
    initiativeList(filter),
    sql`i.organization_id`,
    organizationIds,
    args,
    context,
  )
}

/** A page of the initiatives that contribute to each item of the roadmap. */
export function initiativesOfRoadmapItems(
  itemIds: readonly string[],
  { filter, ...args }: FilteredPageArgs,
  context: SubgraphContext,
) {
  const link = sql`join city.roadmap_item_initiative link on link.initiative_id = i.id`
  return pageOfEach<Initiative>(
    initiativeList(filter, link),
    sql`link.roadmap_item_id`,
    itemIds,
    args,
    context,
  )
}
