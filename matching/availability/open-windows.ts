import { joined, type Window } from '../windows.js'
import type { Availability, Hours } from './availability.js'
import { dayMs, minuteMs, wallClock } from './wall-clock.js'
import { type Weekday, weekdays } from './weekday.js'

export type { Window }

/** When something may be used. */
export interface Openness {
  /** Null: always within the validity. */
  availability: Availability | null
  /** First day, `YYYY-MM-DD`; null where it is open. */
  validFrom: string | null
  /** Last day, `YYYY-MM-DD`; null where it is open. */
  validTo: string | null
}

/** Days since 1970-01-01. */
type DayNumber = number

const allDay: Hours = { from: '00:00', to: '24:00' }

/**
 * When something is open within a range of time: windows in order, apart from each other, none empty. Weekly hours stay
 * what clocks on the wall show when the clocks are changed (see `wallClock` for the hours skipped and shown twice).
 * The work grows with the days of the range.
 *
 * @param timeZone whose days and hours they are where the availability names no zone (IANA time zone database)
 * @throws RangeError if the time zone does not exist
 */
export function openWindows(openness: Openness, range: Window, timeZone: string): Window[] {
  const { availability, validFrom, validTo } = openness
  const [from, to] = range
  const clock = wallClock(availability?.timeZone ?? timeZone, from, to)
  // Two days more on either side, for clocks differ by up to a day and hours may last past midnight.
  const first = Math.max(dayNumber(validFrom) ?? -Infinity, Math.floor(from / dayMs) - 2)
  const last = Math.min(dayNumber(validTo) ?? Infinity, Math.floor(to / dayMs) + 2)
  const end = validTo === null ? to : Math.min(to, clock((last + 1) * dayMs))
  const hoursOn = hoursByDay(availability)
  const spans: Window[] = []
  for (let day = first; day <= last; day++) {
    for (const hours of hoursOn(day)) {
      const [opens, closes] = minutesOf(hours)
      const opened = clock(day * dayMs + opens * minuteMs)
      const closed = clock(day * dayMs + closes * minuteMs)
      spans.push([Math.max(from, opened), Math.min(end, closed)])
    }
  }
  return joined(spans)
}

/**
 * The time from the beginning of a day to the end of another.
 *
 * @param from `YYYY-MM-DD`, as `to`
 */
export function daysAsWindow(from: string, to: string, timeZone: string): Window {
  const [start, end] = [Date.parse(from), Date.parse(to) + dayMs]
  const clock = wallClock(timeZone, start, end)
  return [clock(start), clock(end)]
}

function hoursByDay(availability: Availability | null): (day: DayNumber) => readonly Hours[] {
  const { weekly = [], dates = [], closedOn = [] } = availability ?? {}
  const closed = new Set(closedOn.map(dayNumber))
  const ofDates = Map.groupBy(dates, ({ date }) => dayNumber(date))
  const usual = (day: DayNumber): readonly Hours[] => {
    if (closed.has(day)) return []
    if (weekly.length === 0 && dates.length === 0) return [allDay]
    const weekday = weekdayOf(day)
    return weekly.filter(({ days }) => days.includes(weekday))
  }
  return (day) => [...usual(day), ...(ofDates.get(day) ?? [])]
}

function minutesOf({ from, to }: Hours): readonly [from: number, to: number] {
  const [opens, closes] = [minuteOfDay(from), minuteOfDay(to)]
  return [opens, closes > opens ? closes : closes + 1440]
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function dayNumber(date: string): DayNumber
function dayNumber(date: string | null): DayNumber | null
function dayNumber(date: string | null): DayNumber | null {
  return date === null ? null : Date.parse(date) / dayMs
}

function weekdayOf(day: DayNumber): Weekday {
  // 1970-01-01 was a Thursday.
  return weekdays[(((day + 3) % 7) + 7) % 7] as Weekday
}
