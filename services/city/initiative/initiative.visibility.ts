import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasScope, isCoordinator, organizationsOf } from '../../../platform/caller/caller.js'
import { isSuspended } from '../organization/organization.visibility.js'
import { type InitiativeStatus, publicStatuses } from './initiative-status.js'

/** SQL: whether everybody may read the initiative `i`: in a public state, and not of a suspended organization. */
export const isPublic = isPublicIn(publicStatuses)

/**
 * SQL: whether the caller may read the initiative `i`: everybody the public ones, members also all of their own
 * organization, coordinators all.
 */
export function isVisibleTo(caller: Caller): RawBuilder<unknown> {
  const own = isReadBy(caller)
  return own === undefined ? isPublic : sql`(${isPublic} or ${own})`
}

/** SQL: whether the initiative `i` has one of these states and the caller may read it. */
export function isVisibleIn(statuses: readonly InitiativeStatus[], caller: Caller): RawBuilder<unknown> {
  const everybody = isPublicIn(statuses.filter((status) => publicStatuses.includes(status)))
  const own = isReadBy(caller)
  return own === undefined ? everybody : sql`(${everybody} or ${hasStatus(statuses)} and ${own})`
}

/** SQL: whether the initiative `i` belongs to the town itself. */
export const isOfTown = sql<boolean>`(i.organization_id is null or exists (
  select from city.organization town where town.id = i.organization_id and town.kind = 'TOWN'))`

/** SQL: whether the caller may read the initiative `i` in any state; undefined for who may read none. */
function isReadBy(caller: Caller): RawBuilder<unknown> | undefined {
  if (isCoordinator(caller)) return sql`true`
  const own = hasScope(caller, 'read') ? organizationsOf(caller) : []
  return own.length === 0 ? undefined : sql`(i.organization_id = any(${own}::text[]) and not ${isOfTown})`
}

function isPublicIn(statuses: readonly InitiativeStatus[]): RawBuilder<unknown> {
  return sql`(${hasStatus(statuses)} and not ${isSuspended(sql`i.organization_id`)})`
}

/** One state is compared by itself, for then an index gives the rows in their order. */
function hasStatus(statuses: readonly InitiativeStatus[]): RawBuilder<unknown> {
  const [only] = statuses
  return only !== undefined && statuses.length === 1
    ? sql`i.status = ${only}`
    : sql`i.status = any(${[...statuses]}::text[])`
}
