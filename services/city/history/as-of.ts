import { type RawBuilder, sql } from 'kysely'
import { badInput } from '../../../platform/graph/connection.js'

/** Description of the argument `asOf` of every list that can be shown as it was. */
export const asOfDescription =
  'Shows it as it was at that moment, a change at this very moment included; without it, and at a moment to come, as it is.'

/**
 * The moment a list is asked for, as it goes into SQL and into the arguments of look-ups.
 *
 * @returns ISO 8601; null for the present
 * @throws GraphQLError BAD_USER_INPUT for a year no calendar here has
 */
export function askedMoment(asOf: Date | null | undefined): string | null {
  if (asOf === null || asOf === undefined) return null
  if (asOf.getUTCFullYear() < 1) throw badInput('"asOf" must be of the year 1 or later.')
  return asOf.toISOString()
}

/** SQL: whether the version `v` was the valid one at a moment. */
export function wasValid(moment: string): RawBuilder<boolean> {
  return sql`tstzrange(v.valid_from, v.valid_to) @> ${moment}::timestamptz`
}
