import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { dayInTown } from '../../calendar/today.js'
import { hasStatus, OrganizationStatus } from '../../organization/organization-status.js'

/**
 * Lets pass what is done for a verified organization: where only registered operations are executed, anybody could
 * else found one and register what they like.
 *
 * @throws HubError STATE_REFUSED
 */
export async function demandVerified({ rows, now }: Change, organizationId: string): Promise<void> {
  const verified = await rows(sql`select from city.organization o where o.id = ${organizationId}
    and ${hasStatus(OrganizationStatus.VERIFIED, dayInTown(now))}`)
  if (verified.length > 0) return
  throw new HubError(
    'STATE_REFUSED',
    'Die Organisation ist nicht (mehr) geprüft / The organization is not verified (any more): ask a coordinator to verify it first.',
  )
}
