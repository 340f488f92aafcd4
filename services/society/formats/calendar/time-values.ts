import type { Length } from '../../recurrence/occurrences.js'
import { dayMs, parseWallTime, type WallTime } from '../../recurrence/wall-time.js'
import { createZone, type Zone } from '../../recurrence/zone.js'
import { type Property, RecordProblem } from './properties.js'

/** A DATE or DATE-TIME value (RFC 5545, 3.3.4 and 3.3.5). */
export interface TimeValue {
  wall: WallTime
  zone: Zone
  /** A day without a time. */
  isDate: boolean
}

/** Finds the zone of a TZID; null asks for the calendar's own, in which times without a zone are. */
export type ZoneFinder = (tzid: string | null) => Zone

export const utcZone = createZone('UTC', [])

/**
 * Every time a property gives.
 *
 * @throws RecordProblem if one of them is none
 */
export function timeValues(name: string, property: Property, zones: ZoneFinder): TimeValue[] {
  const { tzid } = property.parameters
  const zone = zones(typeof tzid === 'string' ? tzid : null)
  return property.values.map((value) => timeValue(name, String(value), zone))
}

/** @throws RecordProblem if the text is no time */
export function timeValue(name: string, text: string, zone: Zone): TimeValue {
  // ical.js writes a day that is not marked as one as a time without digits.
  const written = text.replace(/T::$/, '')
  const isUtc = written.endsWith('Z')
  const wall = parseWallTime(isUtc ? written.slice(0, -1) : written)
  if (wall === undefined) throw new RecordProblem(`${name}: ${written.slice(0, 40)} is no date or time`)
  const isDate = written.length === 10
  return { wall, isDate, zone: isUtc ? utcZone : zone }
}

/** What a time value is on the clocks of another zone. A day stays the day it is. */
export function wallTimeIn(zone: Zone, value: TimeValue): WallTime {
  if (value.isDate || value.zone === zone) return value.wall
  return zone.toWall(value.zone.toUtc(value.wall))
}

/** Longest event taken, days; a whole millennium fits. */
const mostDays = 400_000

/**
 * A DURATION value (RFC 5545, 3.3.6): weeks and days by the calendar, the rest exact.
 *
 * @throws RecordProblem if it is none or negative
 */
export function durationValue(name: string, text: string): Length {
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (match === null) throw new RecordProblem(`${name}: ${text.slice(0, 40)} is no duration from then on`)
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0))
  const length = {
    days: 7 * (weeks ?? 0) + (days ?? 0),
    ms: 1000 * (3600 * (hours ?? 0) + 60 * (minutes ?? 0) + (seconds ?? 0)),
  }
  if (length.days + length.ms / dayMs > mostDays)
    throw new RecordProblem(`${name}: ${text.slice(0, 40)} is too long`)
  return length
}
