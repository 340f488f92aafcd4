import { townZone } from '../../../../platform/town/zone.js'
import { namedZone, type Zone } from '../../recurrence/zone.js'
import type { ZoneFinder } from './time-values.js'
import { definedZone } from './vtimezone.js'

/** Names Outlook and Exchange write, as far as they are met here (Unicode CLDR, windowsZones). */
const windowsZones: Record<string, string> = {
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'romance standard time': 'Europe/Paris',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'e. europe standard time': 'Europe/Chisinau',
  'fle standard time': 'Europe/Kiev',
  'gtb standard time': 'Europe/Bucharest',
  'russian standard time': 'Europe/Moscow',
  'turkey standard time': 'Europe/Istanbul',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
}

/**
 * A finder for one event's times. A TZID is taken for, in this order: a zone of the IANA database (a definition in the
 * file often covers the present year only), a zone the file defines, a Windows name, a path that ends in an IANA
 * name. Else the calendar's own zone is taken.
 *
 * @param defaultZone the calendar's X-WR-TIMEZONE, if it has one
 * @param definitionOf lines of the VTIMEZONE of that TZID in the same calendar
 * @param warn told once for each TZID that is not known
 */
export function zoneFinder(
  defaultZone: string | null,
  definitionOf: (tzid: string) => readonly string[] | undefined,
  warn: (reason: string) => void,
): ZoneFinder {
  const found = new Map<string, Zone>()
  const own = (defaultZone === null ? null : wellKnownZone(defaultZone)) ?? zoneOfTown()
  return (tzid) => {
    if (tzid === null) return own
    const before = found.get(tzid)
    if (before) return before
    const definition = definitionOf(tzid)
    const zone = namedZone(tzid) ?? (definition ? definedZone(tzid, definition) : null) ?? wellKnownZone(tzid)
    if (zone === null) warn(`the time zone ${tzid.slice(0, 80)} is not known; ${own.name} is taken for it`)
    found.set(tzid, zone ?? own)
    return zone ?? own
  }
}

function wellKnownZone(name: string): Zone | null {
  const windows = windowsZones[name.toLowerCase()]
  if (windows !== undefined) return namedZone(windows)
  const path = /[A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?$/.exec(name)?.[0]
  return namedZone(name) ?? (path === undefined ? null : namedZone(path))
}

function zoneOfTown(): Zone {
  const zone = namedZone(townZone)
  if (zone === null) throw new TypeError(`This runtime knows no zone ${townZone}`)
  return zone
}
