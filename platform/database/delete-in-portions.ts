import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.js'

/** Rows that are removed in one statement, so that none is held long. */
const atOnce = 5_000

/**
 * Removes all rows of a table that meet a condition, some at a time, until none is left or the signal is aborted.
 *
 * @param table with its schema
 */
export async function deleteInPortions(
  { rows }: Pick<Database, 'rows'>,
  table: string,
  condition: RawBuilder<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const name = sql.table(table)
  let removed: unknown[]
  do {
    removed = await rows(sql`delete from ${name} where ctid = any(array(
      select ctid from ${name} where ${condition} limit ${atOnce})) returning 1`)
  } while (removed.length === atOnce && !signal.aborted)
}
