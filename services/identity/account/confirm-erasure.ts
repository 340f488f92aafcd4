import { verifyPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import { refusedInput } from '../../../platform/input/checked.js'
import { type Problem, problem } from '../../../platform/input/problem.js'
import { countTry, forgetTries, limitKey } from '../limit/count.js'
import { passwordLimit } from '../limit/limits.js'
import { demandWithinLimit } from '../limit/within-limit.js'

/** Time after signing in during which somebody without a password counts as herself, minutes. */
const freshMinutes = 10

export interface Confirmation {
  /** The address of the account, as somebody wrote it. */
  confirm: string
  password?: string | null
}

interface Known {
  email: string
  password: string | null
  signedInAt: Date | null
}

/**
 * Makes sure that it is the owner of an account who asks for something that cannot be taken back, and no one who found
 * a browser open. Wrong passwords are counted with those of other places where one is asked for again.
 *
 * @returns the address of the account
 * @throws HubError BAD_USER_INPUT, TOO_MANY_REQUESTS, UNAUTHENTICATED if there is no such account (any more),
 *   STATE_REFUSED for who has no password and signed in too long ago
 */
export async function demandOwnerOfAccount(
  { database, now }: { database: Pick<Database, 'rows'>; now: Date },
  accountId: string,
  { confirm, password }: Confirmation,
  lang: Language,
): Promise<string> {
  const known = await knownOf(database, accountId)
  if (known === undefined) throw new HubError('UNAUTHENTICATED', 'This account is not there any more.')
  const problems: Problem[] = []
  if (confirm.trim().toLowerCase() !== known.email) problems.push(problem(['confirm'], 'INVALID', lang))
  if (known.password === null) demandFresh(known, now, lang)
  else if (!password) problems.push(problem(['password'], 'MISSING', lang))
  if (problems.length > 0) throw refusedInput(problems)
  if (known.password !== null && password) {
    const key = limitKey('confirmed password', accountId)
    demandWithinLimit(await countTry(database, key, passwordLimit, now), lang)
    const right = await verifyPassword({ hash: known.password, password })
    if (!right) throw refusedInput([problem(['password'], 'INVALID', lang)])
    await forgetTries(database, key)
  }
  return known.email
}

async function knownOf({ rows }: Pick<Database, 'rows'>, accountId: string): Promise<Known | undefined> {
  const [known] = await rows<Known>(sql`
    select a.email,
      (select c.password from identity.credential as c
        where c.account_id = a.id and c.provider_id = 'credential') as password,
      (select max(s.created_at) from identity.session as s where s.account_id = a.id) as "signedInAt"
    from identity.account as a where a.id = ${accountId}`)
  return known
}

function demandFresh({ signedInAt }: Known, now: Date, lang: Language): void {
  if (signedInAt !== null && now.getTime() - signedInAt.getTime() <= freshMinutes * 60_000) return
  const message = {
    DE: `Bitte melden Sie sich neu an und löschen Sie das Konto dann innerhalb von ${freshMinutes} Minuten.`,
    EN: `Sign in anew, then erase the account within ${freshMinutes} minutes.`,
  }
  throw new HubError('STATE_REFUSED', localize(message, lang))
}
