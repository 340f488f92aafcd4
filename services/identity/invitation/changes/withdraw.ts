import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { lockAsActing } from '../../membership/lock-members.js'
import { invitationAccess } from '../invitation.access.js'
import type { WithdrawInvitationArgs } from '../invitation.args.js'
import type { Invitation } from '../invitation.type.js'
import { lockOpen } from '../own-invitation.js'

/**
 * Ends an invitation before it is answered.
 *
 * @returns the id of the invitation
 * @throws HubError UNAUTHENTICATED, FORBIDDEN alike for one that is another's and one that is not there, STATE_REFUSED
 */
export async function withdrawInvitation(
  context: ChangeContext,
  { id, idempotencyKey, lang }: WithdrawInvitationArgs,
): Promise<string> {
  const request = { action: 'withdrawInvitation', input: { id }, idempotencyKey }
  return change(context, request, async (step) => {
    const [found] = await step.rows<Pick<Invitation, 'organizationId'>>(
      sql`select organization_id as "organizationId" from identity.invitation where id = ${id}`,
    )
    await lockAsActing(step, context.caller, invitationAccess.withdraw, found?.organizationId ?? '')
    await lockOpen(step, id, lang)
    await step.rows(sql`update identity.invitation set withdrawn_at = ${step.now} where id = ${id}`)
    return id
  })
}
