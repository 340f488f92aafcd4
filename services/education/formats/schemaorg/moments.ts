/// <reference lib="esnext.temporal" />
import { type Day, dateOf, dayOf } from './calendar.js'

/** A time as a feed gives it: with a time of day or only the day. */
export interface Moment {
  day: Day
  /** Null where only the day is known. */
  time: Temporal.PlainTime | null
  at: Date
}

/** A span of time a course is held in. */
export interface Span {
  startsAt: Date
  endsAt: Date | null
  /** Whether only the days are known; both moments are then midnights. */
  wholeDays: boolean
}

/** Years a course may be held in; others are slips of the pen. */
const firstYear = 1900
const lastYear = 2199

const pattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

/**
 * Reads a date, or date and time, of ISO 8601. A time without offset is one of the zone's clocks; a day
 * begins with the zone's midnight.
 *
 * @returns null if it is none, or lies outside of 1900 to 2199
 */
export function momentOf(text: string, zone: string): Moment | null {
  const [, date = '', clock, offset] = pattern.exec(text.trim()) ?? []
  return orNull(() => {
    const plain = Temporal.PlainDate.from(date)
    if (plain.year < firstYear || plain.year > lastYear) return null
    const day = dayOf(plain.year, plain.month, plain.day)
    if (clock === undefined) return { day, time: null, at: instantOf(day, null, zone) }
    const time = Temporal.PlainTime.from(clock)
    if (offset === undefined) return { day, time, at: instantOf(day, time, zone) }
    const zoned = Temporal.Instant.from(`${date}T${clock}${offset}`).toZonedDateTimeISO(zone)
    return {
      day: dayOf(zoned.year, zoned.month, zoned.day),
      time: zoned.toPlainTime(),
      at: new Date(zoned.epochMilliseconds),
    }
  })
}

/** Reads a time of day of ISO 8601, such as 18:30; an offset is left to the schedule's zone. */
export function timeOfDay(text: string): Temporal.PlainTime | null {
  const [clock = ''] = /^\d\d:\d\d(:\d\d)?/.exec(text.trim().replace(/^T/i, '')) ?? []
  return orNull(() => Temporal.PlainTime.from(clock))
}

/** Reads a duration of ISO 8601, of days or less, in minutes; null if it is none. */
export function minutesOf(text: string): number | null {
  const match = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+(?:\.\d+)?S)?)?$/i.exec(text.trim())
  const [days = 0, hours = 0, minutes = 0] = match?.slice(1).map((part) => Number(part ?? 0)) ?? []
  return days * 1440 + hours * 60 + minutes || null
}

/** The moment a zone's clocks show a time on a day; a time they skip in spring is taken as the one after it. */
export function instantOf(day: Day, time: Temporal.PlainTime | null, zone: string): Date {
  const date = dateOf(day)
  const plain = new Temporal.PlainDate(date.year, date.month, date.day)
  const zoned = plain.toZonedDateTime({ timeZone: zone, plainTime: time ?? undefined })
  return new Date(zoned.epochMilliseconds)
}

export function isZone(name: string): boolean {
  return orNull(() => Temporal.PlainDate.from('2026-01-01').toZonedDateTime(name)) !== null
}

/** Null for what Temporal takes for no date, time or zone, such as the 31st of April. */
function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if ((error as Error).name === 'RangeError') return null
    throw error
  }
}
