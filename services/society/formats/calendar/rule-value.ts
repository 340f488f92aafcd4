import { type Frequency, frequencies, type RecurrenceRule } from '../../recurrence/rule.js'
import { dayMs, type WallTime } from '../../recurrence/wall-time.js'
import type { Zone } from '../../recurrence/zone.js'
import { type Property, RecordProblem } from './properties.js'
import { timeValue, wallTimeIn } from './time-values.js'

/** Monday first. */
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * A RECUR value (RFC 5545, 3.3.10) as ical.js has read it.
 *
 * @param zone the series' own; UNTIL is turned into its wall time
 * @param allDay whether the series has days, no times
 * @throws RecordProblem if the rule cannot be read or recurs more often than every hour
 */
export function readRule({ values }: Property, zone: Zone, allDay: boolean): RecurrenceRule {
  const parts = (values[0] ?? {}) as Record<string, unknown>
  if (parts.rscale !== undefined && parts.rscale !== 'GREGORIAN')
    throw new RecordProblem('RRULE: only the Gregorian calendar is read (RSCALE)')
  return {
    frequency: readFrequency(parts.freq, allDay),
    interval: typeof parts.interval === 'number' && parts.interval >= 1 ? parts.interval : 1,
    count: readCount(parts.count),
    until: parts.until === undefined ? null : readUntil(String(parts.until), zone),
    // ical.js numbers weekdays from Sunday, 1.
    weekStart: typeof parts.wkst === 'number' ? (parts.wkst + 5) % 7 : 0,
    months: numbers(parts.bymonth),
    weekNumbers: numbers(parts.byweekno),
    yearDays: numbers(parts.byyearday),
    monthDays: numbers(parts.bymonthday),
    weekdays: list(parts.byday).map(readWeekday),
    // A day has no time of day (RFC 5545, 3.3.10: BYHOUR and the like are ignored for DATE values).
    hours: allDay ? [] : numbers(parts.byhour),
    minutes: allDay ? [] : numbers(parts.byminute),
    seconds: allDay ? [] : numbers(parts.bysecond),
    positions: numbers(parts.bysetpos),
  }
}

function readFrequency(value: unknown, allDay: boolean): Frequency {
  const frequency = frequencies.find((known) => known === value)
  if (frequency === undefined)
    throw new RecordProblem(
      value === undefined
        ? 'RRULE: FREQ is missing'
        : `RRULE: FREQ=${String(value)} is more often than is taken`,
    )
  if (allDay && frequency === 'HOURLY') throw new RecordProblem('RRULE: a whole day cannot recur every hour')
  return frequency
}

function readCount(value: unknown): number | null {
  if (value === undefined) return null
  if (typeof value === 'number' && value >= 1) return value
  throw new RecordProblem(`RRULE: COUNT is ${String(value)}`)
}

/** The last moment a start may have; a day named as the end is meant to its end, as calendars do. */
function readUntil(text: string, zone: Zone): WallTime {
  const until = timeValue('RRULE: UNTIL', text, zone)
  return until.isDate ? until.wall + dayMs - 1 : wallTimeIn(zone, until)
}

function readWeekday(value: unknown): { weekday: number; nth: number } {
  const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(value))
  if (match === null) throw new RecordProblem(`RRULE: ${String(value).slice(0, 20)} is no weekday`)
  return { weekday: weekdays.indexOf(match[2] ?? ''), nth: Number(match[1] ?? 0) }
}

function numbers(value: unknown): number[] {
  return list(value).filter((item) => typeof item === 'number')
}

function list(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
