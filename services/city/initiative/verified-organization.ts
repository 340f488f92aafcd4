import { type RawBuilder, sql } from 'kysely'
import { dayInTown } from '../calendar/today.js'
import { hasStatus, OrganizationStatus } from '../organization/organization-status.js'

/** SQL: whether the organization behind the initiative `i` is verified; the town always is. */
export function isOfVerified(now: Date): RawBuilder<boolean> {
  return sql`(i.organization_id is null or exists (select from city.organization o
    where o.id = i.organization_id and ${hasStatus(OrganizationStatus.VERIFIED, dayInTown(now))}))`
}
