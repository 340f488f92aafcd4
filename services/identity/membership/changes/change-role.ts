import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { lockAsActing } from '../lock-members.js'
import { MemberRole } from '../member-role.js'
import { membershipAccess } from '../membership.access.js'
import type { ChangeMemberRoleArgs } from '../membership.args.js'
import { membershipColumns } from '../membership.queries.js'
import type { Membership } from '../membership.type.js'
import { demandAnotherOwner, ownMember } from '../own-member.js'

/**
 * Makes a member an owner, or an owner a member.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, STATE_REFUSED for the last owner
 */
export async function changeMemberRole(
  context: ChangeContext,
  { idempotencyKey, lang, ...input }: ChangeMemberRoleArgs,
): Promise<Membership> {
  const { organizationId, accountId, role } = input
  return change(context, { action: 'changeMemberRole', input, idempotencyKey }, async (step) => {
    await lockAsActing(step, context.caller, membershipAccess.changeRole, organizationId)
    const place = { organizationId, accountId, lang }
    await ownMember(step, place)
    if (role !== MemberRole.OWNER) await demandAnotherOwner(step, place)
    const [membership] = await step.rows<Membership>(sql`
      update identity.membership m set role = ${role}
      where m.organization_id = ${organizationId} and m.account_id = ${accountId} returning ${membershipColumns}`)
    return membership as Membership
  })
}
