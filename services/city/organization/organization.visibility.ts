import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasScope, isCoordinator, organizationsOf } from '../../../platform/caller/caller.js'

/**
 * SQL of a migration: whether everybody may find an organization: the town, and those that have been verified, also if
 * the term is over; none that is suspended, and none that has become a part of another.
 */
export function publicCondition(prefix = ''): string {
  return `(${prefix}verified_until is not null or ${prefix}kind = 'TOWN') and ${prefix}suspended_at is null and ${prefix}merged_into is null`
}

/** SQL: whether everybody may find the organization `o`. */
export const isPublicOrganization = sql<boolean>`(${sql.raw(publicCondition('o.'))})`

/** SQL: whether the caller may find the organization `o`: coordinators all, others public ones and their own. */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  if (isCoordinator(caller)) return sql`o.merged_into is null`
  const own = hasScope(caller, 'read') ? organizationsOf(caller) : []
  if (own.length === 0) return isPublicOrganization
  return sql`(${isPublicOrganization} or o.id = any(${own}::text[]) and o.merged_into is null)`
}

/**
 * SQL: whether an organization is suspended, so that what it stands behind is not shown.
 *
 * @param organizationId SQL of its id; null for what the town stands behind
 */
export function isSuspended(organizationId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from city.organization as suspended
    where suspended.id = ${organizationId} and suspended.suspended_at is not null)`
}
