import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { RecipientRole } from './mailed-at-once.js'

/** Somebody who can be written to. */
export interface Recipient {
  accountId: string
  email: string
  /** The language somebody has chosen; null where nobody knows. */
  language: string | null
  role: RecipientRole
}

/** Whether there is an identity service beside this one, which lends the function of `recipientsOf`. */
export async function knowsRecipients({ rows }: Pick<Database, 'rows'>): Promise<boolean> {
  // Read from the catalogue, for a schema that may not be used cannot be asked by name.
  const known = await rows(sql`
    select from pg_proc f join pg_namespace n on n.oid = f.pronamespace
    where n.nspname = 'identity' and f.proname = 'digest_recipients'
      and has_schema_privilege(n.oid, 'usage') and has_function_privilege(f.oid, 'execute')`)
  return known.length > 0
}

/**
 * SQL: who can be written to for an organization; for the town's own, its coordinators. City keeps no addresses:
 * identity lends `digest_recipients(organization_id text) returns table (account_id text, email text, language text,
 * role text)`, the members of an organization with a confirmed address, for null the town's coordinators.
 */
export function recipientsOf(id: RawBuilder<unknown>, kind: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`identity.digest_recipients(case when ${kind} <> 'TOWN' then ${id} end)`
}
