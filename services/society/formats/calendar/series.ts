import type { Change, Length, NamedStart, Series } from '../../recurrence/occurrences.js'
import type { Zone } from '../../recurrence/zone.js'
import { type EventComponent, ownTimes } from './event-component.js'
import { type Property, RecordProblem } from './properties.js'
import { readRule } from './rule-value.js'
import { durationValue, type TimeValue, timeValue, timeValues, wallTimeIn } from './time-values.js'

/** Rules of one event; more than one are rare already. */
const mostRules = 8

/**
 * An event and the changes of its occurrences as a series.
 *
 * @throws RecordProblem if a rule or date cannot be read
 */
export function seriesOf(
  event: EventComponent,
  start: TimeValue,
  changes: readonly EventComponent[],
  warn: (reason: string) => void,
): Series {
  const { properties, length } = event
  const rules = properties.all('RRULE')
  if (rules.length > mostRules) throw new RecordProblem(`has more than ${mostRules} RRULEs`)
  if (properties.first('EXRULE')) warn('EXRULE is no longer part of iCalendar; what it excludes is kept')
  return {
    zone: start.zone,
    start: start.wall,
    length,
    rules: rules.map((rule) => readRule(rule, start.zone, start.isDate)),
    dates: properties.all('RDATE').flatMap((property) => furtherDates(property, event, start)),
    excluded: excluded(event, start, warn),
    changes: changes.map((change) => changeOf(change, event, start)),
  }
}

/** RDATE (RFC 5545, 3.8.5.2): times, days, or periods with an end of their own. */
function furtherDates(property: Property, { zones }: EventComponent, start: TimeValue) {
  if (property.type === 'period')
    return property.values.map((period) => furtherPeriod(period, property, zones, start))
  return timeValues('RDATE', property, zones).map((value) => ({
    // A day alone is one more day with the event at its usual time.
    at: value.isDate && !start.isDate ? timeOfDayOn(value, start) : wallTimeIn(start.zone, value),
    length: null,
  }))
}

function furtherPeriod(
  period: unknown,
  { parameters }: Property,
  zones: EventComponent['zones'],
  start: TimeValue,
): { at: number; length: Length | null } {
  const [from, to] = Array.isArray(period) ? period.map(String) : []
  if (from === undefined || to === undefined)
    throw new RecordProblem('RDATE: a period lacks its start or end')
  const zone: Zone = zones(typeof parameters.tzid === 'string' ? parameters.tzid : null)
  const begin = timeValue('RDATE', from, zone)
  const at = wallTimeIn(start.zone, begin)
  if (to.includes('P')) return { at, length: durationValue('RDATE', to) }
  const end = timeValue('RDATE', to, zone)
  const ms = end.zone.toUtc(end.wall) - begin.zone.toUtc(begin.wall)
  if (ms < 0) throw new RecordProblem('RDATE: a period ends before it starts')
  return { at, length: { days: 0, ms } }
}

function timeOfDayOn(day: TimeValue, start: TimeValue): number {
  const midnight = new Date(start.wall).setUTCHours(0, 0, 0, 0)
  return day.wall + (start.wall - midnight)
}

/** EXDATE (RFC 5545, 3.8.5.1). */
function excluded(
  { properties, zones }: EventComponent,
  start: TimeValue,
  warn: (reason: string) => void,
): NamedStart[] {
  const values = properties.all('EXDATE').flatMap((property) => timeValues('EXDATE', property, zones))
  if (!start.isDate && values.some(({ isDate }) => isDate))
    warn('EXDATE names a day although the event starts at a time; what starts on that day is excluded')
  return values.map((value) => named(value, start))
}

function named(value: TimeValue, start: TimeValue): NamedStart {
  return { at: wallTimeIn(start.zone, value), wholeDay: value.isDate || start.isDate }
}

/** How one occurrence differs; a private one is not shown, as a cancelled one. */
function changeOf(change: EventComponent, event: EventComponent, eventStart: TimeValue): Change {
  const { start, length, details, isPrivate, changes } = change
  if (changes === null) throw new TypeError('Only a component with RECURRENCE-ID is a change')
  const place = named(changes, eventStart)
  if (start === null || isPrivate || details.status === 'CANCELLED') return { ...place, becomes: null }
  return {
    ...place,
    becomes: {
      ...ownTimes(start, length),
      title: details.title === event.details.title ? null : details.title,
      place: details.place === event.details.place ? null : details.place,
    },
  }
}
