/** Latest time of a service day that is taken: the longest train journeys last a week. Seconds. */
const latestTimeS = 7 * 86_400

const timePattern = /^ *(\d{1,3}):([0-5]\d):([0-5]\d) *$/

/**
 * A GTFS Time, such as `6:00:00` or `25:10:00`: seconds after the start of the service day, which is noon
 * minus 12 hours (GTFS Schedule reference, "Field Types").
 *
 * @returns null if it is none, or later than a week
 */
export function parseTime(text: string): number | null {
  const [, hours, minutes, seconds] = timePattern.exec(text) ?? []
  if (hours === undefined) return null
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return time < latestTimeS ? time : null
}

const millisecondsPerDay = 86_400_000

/** Years a timetable may plausibly be for; they bound how much is kept for each service. */
const [firstYear, lastYear] = [1970, 2199]

/**
 * A GTFS Date, such as `20261123`.
 *
 * @returns days since 1970-01-01, or null if there is no such day, or none from 1970 to 2199
 */
export function parseDay(text: string): number | null {
  const [, year, month, day] = /^ *(\d{4})(\d\d)(\d\d) *$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  if (year < firstYear || year > lastYear) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  // The 31st of a shorter month would be the first of the next one.
  return date.getUTCMonth() === month - 1 ? date.getTime() / millisecondsPerDay : null
}

/** ISO 8601 date of a day counted from 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}

/** Day of the week of a day counted from 1970-01-01, a Thursday: 0 is Monday. */
export function weekday(day: number): number {
  return (day + 3) % 7
}
