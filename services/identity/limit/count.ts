import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import type { Limit } from './limits.js'

export interface Counted {
  allowed: boolean
  /** Seconds until the window ends. */
  retryAfter: number
}

/** Key of what is counted for an e-mail address, a client's address or an account; it tells neither. */
export function limitKey(kind: string, whom: string): string {
  return `${kind} ${createHash('sha256').update(whom).digest('base64url')}`
}

/**
 * Counts one more try, and tells whether it is still within the limit. The window begins with its first try, and
 * tries that are refused do not make it longer.
 */
export async function countTry(
  database: Pick<Database, 'rows'>,
  key: string,
  limit: Limit,
  now: Date,
): Promise<Counted> {
  const ends = new Date(now.getTime() + limit.window * 1000)
  const [row] = await database.rows<{ count: number; endsAt: Date }>(sql`
    insert into identity.rate_limit as counted (key, count, ends_at) values (${key}, 1, ${ends})
    on conflict (key) do update set
      count = case when counted.ends_at <= ${now} then 1 else least(counted.count + 1, ${limit.max + 1}) end,
      ends_at = case when counted.ends_at <= ${now} then excluded.ends_at else counted.ends_at end
    returning count, ends_at as "endsAt"`)
  if (row === undefined) throw new TypeError('A try was not counted')
  return {
    allowed: row.count <= limit.max,
    retryAfter: Math.max(1, Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000)),
  }
}

/** Forgets the tries that were counted. */
export async function forgetTries(database: Pick<Database, 'rows'>, key: string): Promise<void> {
  await database.rows(sql`delete from identity.rate_limit where key = ${key}`)
}
