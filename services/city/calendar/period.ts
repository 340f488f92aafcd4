import { type RawBuilder, sql } from 'kysely'
import { badInput } from '../../../platform/graph/connection.js'

/**
 * SQL: whether a period from one day to another, both included, covers a day. An end that is null is open.
 *
 * @param day `YYYY-MM-DD`
 * @throws GraphQLError BAD_USER_INPUT for the year 0, which PostgreSQL does not know
 */
export function covers(from: RawBuilder<unknown>, to: RawBuilder<unknown>, day: string): RawBuilder<boolean> {
  if (day.startsWith('0000')) throw badInput('There is no year 0: ask for a day from 0001-01-01.')
  return sql`(coalesce(${from}, '-infinity') <= ${day}::date and coalesce(${to}, 'infinity') >= ${day}::date)`
}
