import { sql } from 'kysely'
import type { Caller, Membership } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { type AccessRule, demand } from '../../../platform/graph/access.js'
import { ownerOf } from '../organization/owner-of.js'

/** Keeps who belongs to an organization as it is until the transaction ends, for others who ask for the same. */
export async function lockMembers(
  { rows }: Pick<Transaction, 'rows'>,
  organizationId: string,
): Promise<void> {
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`identity.members ${organizationId}`}, 0))`)
}

/**
 * Lets pass who may change something of an organization's people and keys, and locks them. What the gateway knows of
 * the caller may be some seconds old, and somebody who was just removed must not let a friend in; so it is asked again.
 *
 * @throws HubError UNAUTHENTICATED or FORBIDDEN with who may, alike for an organization that is not there
 */
export async function lockAsActing(
  step: Pick<Transaction, 'rows'>,
  caller: Caller,
  rule: AccessRule,
  organizationId: string,
): Promise<void> {
  const owner = ownerOf(organizationId)
  demand(caller, rule, owner)
  await lockMembers(step, organizationId)
  const memberships = await step.rows<Membership>(sql`
    select organization_id as organization, role from identity.membership
    where organization_id = ${organizationId} and account_id = ${caller.subject}`)
  demand({ ...caller, memberships }, rule, owner)
}
