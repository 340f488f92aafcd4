import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { localize } from '../../../../platform/graph/language.js'
import { lockAsAdministrator } from '../lock-town-roles.js'
import { townRoleAccess } from '../town-role.access.js'
import type { TownRoleArgs } from '../town-role.args.js'

const oneself = {
  DE: 'Sich selbst gibt niemand eine Rolle: Bitte jemand anderen aus der Verwaltung der Konten fragen.',
  EN: 'Nobody gives a role to herself or himself: ask another administrator.',
}

/**
 * Gives somebody with a confirmed address a role of the town. Who has it keeps it.
 *
 * @returns the id of the account
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, also for oneself; NOT_FOUND
 */
export async function grantTownRole(
  context: ChangeContext,
  { idempotencyKey, lang, ...input }: TownRoleArgs,
): Promise<string> {
  const { accountId, role } = input
  const { caller } = context
  return change(context, { action: 'grantTownRole', input, idempotencyKey }, async (step) => {
    await lockAsAdministrator(step, caller, townRoleAccess.grant)
    if (accountId === caller.subject) throw new HubError('FORBIDDEN', localize(oneself, lang))
    const found = await step.rows(
      sql`select from identity.account where id = ${accountId} and email_verified for share`,
    )
    if (found.length === 0) {
      const message = {
        DE: `Es gibt kein Konto "${accountId}" mit bestätigter Adresse.`,
        EN: `There is no account "${accountId}" with a confirmed address.`,
      }
      throw new HubError('NOT_FOUND', localize(message, lang))
    }
    await step.rows(sql`
      insert into identity.town_role (account_id, role, granted_at, granted_by)
      values (${accountId}, ${role.toLowerCase()}, ${step.now}, ${caller.subject})
      on conflict do nothing`)
    return accountId
  })
}
