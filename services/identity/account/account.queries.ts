import { sql } from 'kysely'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { Account, KnownAccount } from './account.type.js'

/** Accounts by id. One that was erased, or never was, is an account of which nothing is known. */
export async function accountsById(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<Account[]> {
  const rows = await database.rows<KnownAccount>(sql`
    select a.id, a.name, a.email, a.email_verified as "emailVerified", a.created_at as "createdAt",
      (select coalesce(json_agg(upper(r.role) order by r.role), '[]') from identity.town_role as r
        where r.account_id = a.id) as roles
    from identity.account as a where a.id = any(${[...ids]}::text[])`)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => ({ id, known: byId.get(id) ?? null }))
}
