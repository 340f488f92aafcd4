/// <reference lib="esnext.temporal" />

import { badInput } from '../../../../platform/graph/connection.js'

/** Longest period that is looked at, months it has a day of. */
export const maxMonths = 36

/** Days from one to another, both included, as `YYYY-MM-DD`. */
export interface Period {
  from: string
  to: string
}

/** A part of a period. */
export interface Part extends Period {
  /** `YYYY-MM`; null for the whole. */
  month: string | null
}

/**
 * The months a period has a day of, in order, each with the days it has of them.
 *
 * @throws GraphQLError BAD_USER_INPUT if it ends before it begins, or has a day of more than 36 months
 */
export function monthsOf({ from, to }: Period): Part[] {
  // PostgreSQL knows no year 0.
  if (from.startsWith('0000') || to < from) throw badInput('The period has to begin with or before its end.')
  const months: Part[] = []
  const last = Temporal.PlainYearMonth.from(to.slice(0, 7))
  for (let month = Temporal.PlainYearMonth.from(from.slice(0, 7)); ; month = month.add({ months: 1 })) {
    if (months.length === maxMonths) throw badInput(`The period has a day of more than ${maxMonths} months.`)
    const begins = month.toPlainDate({ day: 1 }).toString()
    const ends = month.toPlainDate({ day: month.daysInMonth }).toString()
    months.push({
      month: month.toString(),
      from: begins < from ? from : begins,
      to: ends > to ? to : ends,
    })
    if (month.equals(last)) return months
  }
}

/**
 * The whole period as its only part.
 *
 * @throws GraphQLError as `monthsOf`
 */
export function wholeOf(period: Period): Part[] {
  monthsOf(period)
  return [{ ...period, month: null }]
}
