import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Membership, Scope, TownRole } from '../../../platform/caller/caller.js'
import type { Standing } from '../../../platform/caller/standing.js'
import type { Database } from '../../../platform/database/database.js'

interface PersonRow {
  accountId: string
  expiresAt: Date
  roles: TownRole[]
  memberships: Membership[]
}

/** What a session is worth at a moment; null if it is unknown or over, or its account's address is not confirmed. */
export async function standingOfSession(
  database: Database,
  sessionId: string,
  now: Date,
): Promise<Standing | null> {
  const [row] = await database.rows<PersonRow>(sql`
    select a.id as "accountId", s.expires_at as "expiresAt",
      (select coalesce(json_agg(r.role order by r.role), '[]') from identity.town_role as r
        where r.account_id = a.id) as roles,
      (select coalesce(json_agg(json_build_object('organization', m.organization_id, 'role', m.role)
          order by m.organization_id), '[]') from identity.membership as m
        where m.account_id = a.id) as memberships
    from identity.session as s join identity.account as a on a.id = s.account_id
    where s.id = ${sessionId} and s.expires_at > ${now} and a.email_verified`)
  if (row === undefined) return null
  const { accountId: subject, roles, memberships, expiresAt } = row
  return {
    caller: { subject, roles, memberships },
    session: sessionId,
    key: null,
    expiresAt: expiresAt.toISOString(),
  }
}

interface KeyRow {
  id: string
  organizationId: string
  scopes: Scope[]
  expiresAt: Date
}

/** `bg_`, eight characters that may be shown again, and the secret: 32 bytes in base64url. */
const keyPattern = /^bg_[A-Za-z0-9]{8}_[\w-]{43}$/

/** What an API key is worth at a moment; null if it is unknown, expired or revoked. Notes that it was used. */
export async function standingOfKey(database: Database, key: string, now: Date): Promise<Standing | null> {
  if (!keyPattern.test(key)) return null
  const hash = createHash('sha256').update(key).digest()
  const [row] = await database.rows<KeyRow>(sql`
    select id, organization_id as "organizationId", scopes, expires_at as "expiresAt" from identity.api_key
    where hash = ${hash} and revoked_at is null and expires_at > ${now}`)
  if (row === undefined) return null
  await noteUse(database, row.id, now)
  const memberships: Membership[] = [{ organization: row.organizationId, role: 'MEMBER' }]
  return {
    caller: { subject: `key:${row.id}`, roles: [], memberships, scopes: row.scopes },
    session: null,
    key: row.id,
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** Once a minute is enough for people to see whether a key is in use. */
async function noteUse(database: Database, keyId: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(now.getTime() - 60_000)
  await database.rows(sql`
    update identity.api_key set last_used_at = ${now}
    where id = ${keyId} and (last_used_at is null or last_used_at <= ${aMinuteAgo})`)
}
