import { endOf, type Length } from '../../recurrence/occurrences.js'
import { dayMs } from '../../recurrence/wall-time.js'
import { type EventDetails, readDetails } from './details.js'
import { Properties, RecordProblem } from './properties.js'
import type { StagedComponent } from './staging.js'
import { durationValue, type TimeValue, timeValues, wallTimeIn, type ZoneFinder } from './time-values.js'
import type { ZoneDefinitions } from './zone-definitions.js'
import { zoneFinder } from './zones.js'

/** One VEVENT: an event, or how one of its occurrences differs. */
export interface EventComponent {
  uid: string
  location: string
  sequence: number
  /** The occurrence it changes; null for an event itself. */
  changes: TimeValue | null
  /** For the owner's eyes only (CLASS). */
  isPrivate: boolean
  /** Null only where a cancelled occurrence gives none. */
  start: TimeValue | null
  length: Length
  details: EventDetails
  properties: Properties
  zones: ZoneFinder
}

/** Properties without which, or with others than which, an event would be at a wrong time. */
const essential = new Set(['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'])

/**
 * Reads a component (RFC 5545, 3.6.1).
 *
 * @throws RecordProblem if it cannot be taken
 */
export function readComponent(
  staged: StagedComponent,
  definitions: ZoneDefinitions,
  warn: (reason: string) => void,
): EventComponent {
  const properties = new Properties(staged.lines, (name, reason) => {
    if (essential.has(name)) throw new RecordProblem(`${name}: ${reason.slice(0, 200)}`)
    warn(`${name} cannot be read (${reason.slice(0, 200)}); left out`)
  })
  const zones = zoneFinder(staged.default_zone, (tzid) => definitions.of(staged.calendar, tzid), warn)
  const isPrivate = !['', 'PUBLIC'].includes(properties.text('CLASS')?.trim().toUpperCase() ?? '')
  const quiet = isPrivate ? () => {} : warn
  const start = firstTime('DTSTART', properties, zones)
  const changes = firstTime('RECURRENCE-ID', properties, zones)
  const details = readDetails(properties, changes === null ? quiet : () => {})
  if (start === null && !(changes !== null && details.status === 'CANCELLED'))
    throw new RecordProblem('has no DTSTART')
  return {
    uid: staged.uid,
    location: `${staged.location} (${staged.uid})`,
    sequence: properties.number('SEQUENCE') ?? 0,
    changes,
    // A class that is not known is to be taken for private (RFC 5545, 3.8.1.3).
    isPrivate,
    start,
    length: start === null ? { days: 0, ms: 0 } : readLength(properties, start, zones, quiet),
    details,
    properties,
    zones,
  }
}

/** When an occurrence that starts with the component's own start ends, ms since 1970 UTC. */
export function ownTimes(start: TimeValue, length: Length) {
  return { startsAt: start.zone.toUtc(start.wall), endsAt: endOf(start.zone, start.wall, length) }
}

function firstTime(name: string, properties: Properties, zones: ZoneFinder): TimeValue | null {
  const property = properties.first(name)
  return property === undefined ? null : (timeValues(name, property, zones)[0] ?? null)
}

/**
 * How long the event is. Between DTSTART and DTEND it is an exact time, by DURATION days are those of the calendar
 * (RFC 5545, 3.8.5.3); without both it is a day, or has no length if it starts at a time (3.6.1).
 */
function readLength(
  properties: Properties,
  start: TimeValue,
  zones: ZoneFinder,
  warn: (reason: string) => void,
): Length {
  const end = firstTime('DTEND', properties, zones)
  const duration = properties.text('DURATION')
  if (end !== null) return lengthUpTo(end, start, warn)
  if (duration === undefined) return { days: start.isDate ? 1 : 0, ms: 0 }
  const length = durationValue('DURATION', duration)
  return start.isDate ? wholeDays(length.days + length.ms / dayMs) : length
}

function lengthUpTo(end: TimeValue, start: TimeValue, warn: (reason: string) => void): Length {
  if (start.isDate) return wholeDays((wallTimeIn(start.zone, end) - start.wall) / dayMs)
  const ms = end.zone.toUtc(end.wall) - start.zone.toUtc(start.wall)
  if (ms < 0) warn('DTEND is before DTSTART; taken as an event without a length')
  return { days: 0, ms: Math.max(0, ms) }
}

/** Some programs write the last day itself as the end of a day; then it is one day all the same. */
function wholeDays(days: number): Length {
  return { days: Math.max(1, Math.ceil(days)), ms: 0 }
}
