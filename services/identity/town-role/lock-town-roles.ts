import { sql } from 'kysely'
import type { Caller, TownRole } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../platform/graph/access.js'
import { type Language, localize } from '../../../platform/graph/language.js'

type Rows = Pick<Transaction, 'rows'>

/** Keeps who acts for the town as it is until the transaction ends, for others who ask for the same. */
export async function lockTownRoles({ rows }: Rows): Promise<void> {
  await rows(sql`select pg_advisory_xact_lock(hashtextextended('identity.town_roles', 0))`)
}

/**
 * Lets pass who may change the town's roles, and locks them. What the gateway knows of the caller may be some seconds
 * old, so it is asked again.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN
 */
export async function lockAsAdministrator(step: Rows, caller: Caller, rule: AccessRule): Promise<void> {
  demand(caller, rule)
  await lockTownRoles(step)
  const held = await step.rows<{ role: TownRole }>(
    sql`select role from identity.town_role where account_id = ${caller.subject}`,
  )
  demand({ ...caller, roles: held.map(({ role }) => role) }, rule)
}

/**
 * Lets pass who is not the only one with a role of the town; the roles are locked. Without a coordinator nobody would
 * decide, without an administrator nobody would name one.
 *
 * @throws HubError STATE_REFUSED
 */
export async function demandAnotherHolder(
  { rows }: Rows,
  { accountId, role, lang }: { accountId: string; role: TownRole; lang: Language },
): Promise<void> {
  const others = await rows(sql`
    select from identity.town_role where role = ${role} and account_id <> ${accountId} limit 1`)
  const own = await rows(sql`
    select from identity.town_role where role = ${role} and account_id = ${accountId}`)
  if (others.length > 0 || own.length === 0) return
  const message = {
    DE: `Niemand sonst hat die Rolle "${role}": Bitte sie zuerst jemand anderem geben.`,
    EN: `Nobody else has the role "${role}": give it to somebody else first.`,
  }
  throw new HubError('STATE_REFUSED', localize(message, lang))
}
