import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Contact } from '../contact/contact.js'
import { sortedRows } from '../text/sorted-rows.js'
import { type InitiativeFilter, initiativeConditions } from './initiative.filter.js'
import type { Initiative } from './initiative.type.js'
import { isOfTown, isVisibleTo } from './initiative.visibility.js'

/** SQL: the columns of `Initiative` from the rows `i`. */
export const initiativeColumns = sql`i.id, i.field, i.status, i.version, i.organization_id as "organizationId", ${isOfTown} as town,
  json_build_object('title', i.title, 'summary', i.summary, 'description', i.description) as texts,
  case when i.lat is not null then json_build_object('lat', i.lat, 'lon', i.lon) end as location,
  i.starts_on as "startsOn", i.ends_on as "endsOn", i.analog_access as "analogAccess",
  i.submitted_at as "submittedAt", i.publish_at as "publishAt", i.published_at as "publishedAt",
  i.decision_reason as "decisionReason"`

type FilteredPageArgs = PageArgs & { filter: InitiativeFilter | null }

/**
 * Initiatives the caller may read, by title or best first, as a list to take pages of.
 *
 * @param link SQL that joins what the initiatives `i` are parts of
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function initiativeList(
  filter: InitiativeFilter | null,
  caller: Caller,
  link: RawBuilder<unknown> = sql``,
): List {
  const { from, order } = sortedRows({ table: 'initiative', as: 'i', by: 'sort_title' }, filter?.text)
  return {
    columns: initiativeColumns,
    from: sql`${from} ${link}`,
    where: initiativeConditions(filter, caller),
    order,
  }
}

/** Initiatives by their ids; null for those the caller may not read. */
export async function initiativesById(
  ids: readonly string[],
  _: null,
  { caller, database }: SubgraphContext,
) {
  const rows = await database.rows<Initiative>(
    sql`select ${initiativeColumns} from city.initiative i
        where i.id = any(${[...ids]}::text[]) and ${isVisibleTo(caller)}`,
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
    initiativeList(filter, context.caller, link),
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
    initiativeList(filter, context.caller),
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
    initiativeList(filter, context.caller, link),
    sql`link.roadmap_item_id`,
    itemIds,
    args,
    context,
  )
}

/** Whom the town may ask about each initiative; personal data, for those who may read it only. */
export async function contactsOfInitiatives(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<{ id: string; contact: Contact | null }>(
    sql`select i.id, i.contact from city.initiative i where i.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id).map((row) => row?.contact ?? null)
}
