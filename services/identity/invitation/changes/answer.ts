import { sql } from 'kysely'
import { demandRoomForMembership } from '../../../../platform/caller/membership-limit.js'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demand } from '../../../../platform/graph/access.js'
import { membershipColumns } from '../../membership/membership.queries.js'
import type { Membership } from '../../membership/membership.type.js'
import { invitationAccess } from '../invitation.access.js'
import type { AnswerInvitationArgs } from '../invitation.args.js'
import { lockForAnswer } from '../own-invitation.js'

/**
 * Makes the caller what the invitation offers. Who belongs to the organization already keeps the higher role.
 *
 * @throws HubError UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for somebody with another address, STATE_REFUSED
 */
export async function acceptInvitation(
  context: ChangeContext,
  { token, idempotencyKey, lang }: AnswerInvitationArgs,
): Promise<Membership> {
  const { caller } = context
  demand(caller, invitationAccess.accept)
  const request = { action: 'acceptInvitation', input: { token }, idempotencyKey }
  return change(context, request, async (step) => {
    const { id, organizationId, role } = await lockForAnswer(step, caller.subject, token, lang)
    const others = await step.rows(sql`select from identity.membership
      where account_id = ${caller.subject} and organization_id <> ${organizationId}`)
    demandRoomForMembership(others.length)
    await step.rows(sql`update identity.invitation set accepted_at = ${step.now} where id = ${id}`)
    const [membership] = await step.rows<Membership>(sql`
      insert into identity.membership as m (organization_id, account_id, role, since)
      values (${organizationId}, ${caller.subject}, ${role}, ${step.now})
      on conflict (organization_id, account_id) do update
        set role = case when 'OWNER' in (m.role, excluded.role) then 'OWNER' else 'MEMBER' end
      returning ${membershipColumns}`)
    return membership as Membership
  })
}

/**
 * Refuses what the invitation offers.
 *
 * @returns the id of the invitation
 * @throws HubError UNAUTHENTICATED, NOT_FOUND, FORBIDDEN for somebody with another address, STATE_REFUSED
 */
export async function declineInvitation(
  context: ChangeContext,
  { token, idempotencyKey, lang }: AnswerInvitationArgs,
): Promise<string> {
  const { caller } = context
  demand(caller, invitationAccess.decline)
  const request = { action: 'declineInvitation', input: { token }, idempotencyKey }
  return change(context, request, async (step) => {
    const { id } = await lockForAnswer(step, caller.subject, token, lang)
    await step.rows(sql`update identity.invitation set declined_at = ${step.now} where id = ${id}`)
    return id
  })
}
