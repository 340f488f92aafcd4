import { sql } from 'kysely'
import type { TownRole } from '../../../../platform/caller/caller.js'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demandAnotherHolder, lockAsAdministrator } from '../lock-town-roles.js'
import { townRoleAccess } from '../town-role.access.js'
import type { TownRoleArgs } from '../town-role.args.js'

/**
 * Takes a role of the town from somebody. Who does not have it is left alone.
 *
 * @returns the id of the account
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, STATE_REFUSED for the last one with the role
 */
export async function withdrawTownRole(
  context: ChangeContext,
  { idempotencyKey, lang, ...input }: TownRoleArgs,
): Promise<string> {
  const { accountId } = input
  const role = input.role.toLowerCase() as TownRole
  return change(context, { action: 'withdrawTownRole', input, idempotencyKey }, async (step) => {
    await lockAsAdministrator(step, context.caller, townRoleAccess.withdraw)
    await demandAnotherHolder(step, { accountId, role, lang })
    await step.rows(sql`delete from identity.town_role where account_id = ${accountId} and role = ${role}`)
    return accountId
  })
}
