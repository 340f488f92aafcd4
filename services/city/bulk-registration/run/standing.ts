import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import { standing } from '../../../../platform/caller/standing.js'
import type { Transaction } from '../../../../platform/database/database.js'

const callerNow = standing.shape.caller.nullable()

/**
 * Who somebody is at this moment, for work that goes on when the request is over. Identity lends the function.
 *
 * @param subject of the caller who asked for the work
 * @returns null for somebody who may do nothing any more: an account that is gone, a key that has ended
 */
export async function callerOf(
  { rows }: Pick<Transaction, 'rows'>,
  subject: string,
  now: Date,
): Promise<Caller | null> {
  const [found] = await rows<{ caller: unknown }>(
    sql`select identity.caller_of(${subject}, ${now}) as caller`,
  )
  return callerNow.parse(found?.caller ?? null)
}
