/**
 * A day as the number of days since 1970-01-01 (proleptic Gregorian calendar): a schedule asks for thousands of
 * days, and counting is a hundred times faster than calendar objects are.
 */
export type Day = number

const dayMilliseconds = 86_400_000

/** @param month 1 to 12; others are months of the years before or after */
export function dayOf(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / dayMilliseconds
}

export function dateOf(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * dayMilliseconds)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The days of the month a day lies in, in order. */
export function daysOfMonthAround(day: Day): Day[] {
  const { year, month } = dateOf(day)
  const first = dayOf(year, month, 1)
  return Array.from({ length: dayOf(year, month + 1, 1) - first }, (_, index) => first + index)
}
