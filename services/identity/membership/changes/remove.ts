import { sql } from 'kysely'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { lockAsActing } from '../lock-members.js'
import { membershipAccess } from '../membership.access.js'
import type { LeaveOrganizationArgs, RemoveMemberArgs } from '../membership.args.js'
import { demandAnotherOwner, ownMember } from '../own-member.js'

/**
 * Ends somebody's membership in an organization.
 *
 * @returns the id of the account
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, STATE_REFUSED for the last owner
 */
export async function removeMember(
  context: ChangeContext,
  { idempotencyKey, lang, ...input }: RemoveMemberArgs,
): Promise<string> {
  return change(context, { action: 'removeMember', input, idempotencyKey }, async (step) => {
    await lockAsActing(step, context.caller, membershipAccess.remove, input.organizationId)
    await endMembership(step, { ...input, lang })
    return input.accountId
  })
}

/**
 * Ends the caller's own membership.
 *
 * @returns the id of the organization
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, STATE_REFUSED for the last owner
 */
export async function leaveOrganization(
  context: ChangeContext,
  { idempotencyKey, lang, organizationId }: LeaveOrganizationArgs,
): Promise<string> {
  const request = { action: 'leaveOrganization', input: { organizationId }, idempotencyKey }
  return change(context, request, async (step) => {
    await lockAsActing(step, context.caller, membershipAccess.leave, organizationId)
    await endMembership(step, { organizationId, accountId: context.caller.subject, lang })
    return organizationId
  })
}

async function endMembership(step: Change, place: Parameters<typeof ownMember>[1]): Promise<void> {
  await ownMember(step, place)
  await demandAnotherOwner(step, place)
  await step.rows(sql`delete from identity.membership
    where organization_id = ${place.organizationId} and account_id = ${place.accountId}`)
}
