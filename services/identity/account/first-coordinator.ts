import { createHash, randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import type { Config } from '../../../platform/config/config.js'
import type { Database } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { passwordLink } from './password-link.js'

/** Time the link of the first coordinator can be used, hours. */
const linkLifeHours = 24

export interface CoordinatorLink {
  email: string
  /** Address of the page where the password is chosen; works once. */
  link: string
  expiresAt: Date
}

type Settings = Pick<Config, 'identity' | 'publicUrl'>

/**
 * Makes the town's first coordinator where there is none: an account without a password, and a link to choose one.
 *
 * @returns undefined if the town has a coordinator
 */
export async function makeFirstCoordinator(
  database: Database,
  config: Settings,
  now: Date,
): Promise<CoordinatorLink | undefined> {
  const caller = systemCaller('first-start')
  const context = { caller, database, requestId: 'first-start', now }
  let made: CoordinatorLink | undefined
  await change(context, { action: 'makeFirstCoordinator', input: null }, async ({ rows }) => {
    // Two that start at once make one.
    await rows(sql`select pg_advisory_xact_lock(hashtextextended('identity.first_coordinator', 0))`)
    const coordinators = await rows(sql`select from identity.town_role where role = 'coordinator' limit 1`)
    if (coordinators.length > 0) return
    const email = config.identity.firstCoordinatorEmail.toLowerCase()
    const accountId = await makeAccount(rows, email, now)
    await rows(sql`
      insert into identity.town_role (account_id, role, granted_at)
      select ${accountId}, role, ${now} from unnest(array['coordinator', 'administrator']) as role
      on conflict do nothing`)
    made = await makeLink(rows, { accountId, email }, config, now)
  })
  return made
}

/**
 * Makes a new link for the first coordinator, who has not chosen a password yet. Earlier links end.
 *
 * @throws HubError STATE_REFUSED if every coordinator can sign in already
 */
export async function renewCoordinatorLink(
  database: Database,
  config: Settings,
  now: Date,
): Promise<CoordinatorLink> {
  return database.transaction(async ({ rows }) => {
    const [coordinator] = await rows<{ accountId: string; email: string }>(sql`
      select a.id as "accountId", a.email from identity.account as a
      join identity.town_role as r on r.account_id = a.id and r.role = 'coordinator'
      where not exists (select from identity.credential as c where c.account_id = a.id)
      order by r.granted_at, a.id limit 1`)
    if (coordinator === undefined) {
      throw new HubError(
        'STATE_REFUSED',
        'Every coordinator has a way to sign in: whoever forgot the password asks for a new one on /account/password.',
      )
    }
    await rows(sql`delete from identity.verification where value = ${coordinator.accountId}`)
    return makeLink(rows, coordinator, config, now)
  })
}

type Rows = <Row>(statement: RawBuilder<Row>) => Promise<Row[]>

/**
 * An account of that address may be there already, made by a stranger who guessed it; then what it was signed in
 * with counts no more.
 */
async function makeAccount(rows: Rows, email: string, now: Date): Promise<string> {
  const [account] = await rows<{ id: string }>(sql`
    insert into identity.account (id, name, email, email_verified, created_at, updated_at)
    values (${randomBytes(16).toString('hex')}, 'Koordination / Coordination', ${email}, true, ${now}, ${now})
    on conflict (email) do update set email_verified = true, updated_at = excluded.updated_at
    returning id`)
  if (account === undefined) throw new TypeError('The first coordinator was not made')
  await rows(sql`delete from identity.credential where account_id = ${account.id}`)
  await rows(sql`delete from identity.session where account_id = ${account.id}`)
  return account.id
}

/** The same kind of link that resets a password; only its hash is kept. */
async function makeLink(
  rows: Rows,
  { accountId, email }: { accountId: string; email: string },
  { publicUrl }: Settings,
  now: Date,
): Promise<CoordinatorLink> {
  const token = randomBytes(24).toString('base64url')
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url')
  const expiresAt = new Date(now.getTime() + linkLifeHours * 3_600_000)
  await rows(sql`
    insert into identity.verification (id, identifier, value, expires_at, created_at, updated_at)
    values (${randomBytes(16).toString('hex')}, ${identifier}, ${accountId}, ${expiresAt}, ${now}, ${now})`)
  return { email, link: passwordLink(publicUrl, token), expiresAt }
}
