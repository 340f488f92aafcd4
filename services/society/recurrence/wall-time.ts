/**
 * What a clock on the wall shows, with no zone: milliseconds since 1970-01-01 00:00 on that clock.
 * Recurrences are reckoned on it, so that a weekly 18:00 stays 18:00 when the clocks change.
 */
export type WallTime = number

/** Days since 1970-01-01. */
export type DayNumber = number

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Years 1 to 9999: what ISO 8601 writes with four digits and PostgreSQL takes. */
const earliest = Date.parse('0001-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59Z')

/** Whether a moment, ms since 1970 UTC, can be stored. */
export function isStorable(utc: number): boolean {
  return utc >= earliest && utc <= latest
}

/**
 * @param text `2026-11-23` or `2026-11-23T18:00:00`
 * @returns undefined if there is no such day or time
 */
export function parseWallTime(text: string): WallTime | undefined {
  const full = text.length === 10 ? `${text}T00:00:00` : text
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(full)) return undefined
  // A leap second is no second of any later day.
  const written = full.replace(/:60$/, ':59')
  const wall = Date.parse(`${written}Z`)
  // 30 February would be read as 2 March.
  return isStorable(wall) && new Date(wall).toISOString().startsWith(written) ? wall : undefined
}

export function dayOf(wall: WallTime): DayNumber {
  return Math.floor(wall / dayMs)
}

/** @param month 0 to 11; beyond, the years before and after are meant */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month, day) / dayMs
}

/** 0 is Monday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7
}

/** First day of the week a day lies in. */
export function weekStartOf(day: DayNumber, firstWeekday: number): DayNumber {
  return day - ((weekdayOf(day) - firstWeekday + 7) % 7)
}
