import { UnusableRule } from '../../recurrence/rule.js'
import { ruleStarts } from '../../recurrence/rule-starts.js'
import { parseWallTime, type WallTime } from '../../recurrence/wall-time.js'
import { type ClockChange, createZone, type Zone } from '../../recurrence/zone.js'
import { Properties, type Property, RecordProblem } from './properties.js'
import { readRule } from './rule-value.js'
import { timeValue, utcZone } from './time-values.js'

/** Clock changes are reckoned up to here; later times have the last offset. */
const horizon = Date.parse('2100-01-01T00:00:00Z')

/** More changes than these are no zone's; the world's have at most a few hundred. */
const mostChanges = 2_000

/**
 * A zone as a calendar defines it (RFC 5545, 3.6.5).
 *
 * @param lines content lines of the VTIMEZONE without its BEGIN and END
 * @returns null if the definition cannot be used
 */
export function definedZone(tzid: string, lines: readonly string[]): Zone | null {
  try {
    const changes = observances(lines).flatMap(clockChanges)
    if (changes.length === 0 || changes.length > mostChanges) return null
    return createZone(
      tzid,
      changes.sort((a, b) => a.at - b.at),
    )
  } catch (error) {
    if (error instanceof RecordProblem || error instanceof UnusableRule) return null
    throw error
  }
}

/** The STANDARD and DAYLIGHT parts. */
function observances(lines: readonly string[]): Properties[] {
  const parts: string[][] = []
  for (const line of lines) {
    if (/^BEGIN:(STANDARD|DAYLIGHT)\s*$/i.test(line)) parts.push([])
    else if (!/^(BEGIN|END):/i.test(line)) parts.at(-1)?.push(line)
  }
  return parts.map(
    (part) =>
      new Properties(part, (name, reason) => {
        throw new RecordProblem(`${name}: ${reason}`)
      }),
  )
}

function clockChanges(observance: Properties): ClockChange[] {
  const before = offset(observance, 'TZOFFSETFROM')
  const after = offset(observance, 'TZOFFSETTO')
  const startProperty = observance.first('DTSTART')
  if (startProperty === undefined) throw new RecordProblem('DTSTART is missing')
  // Times are those of the clocks before the change; some producers write them in UTC all the same.
  const wallOf = (value: string) => {
    const { wall, zone } = timeValue('DTSTART', value, standing)
    return zone === utcZone ? wall + before : wall
  }
  const standing = createZone('before the change', [], before)
  const start = wallOf(String(startProperty.values[0]))
  const walls = new Set<WallTime>([start])
  for (const property of observance.all('RDATE'))
    for (const value of property.values)
      walls.add(dateOfChange(String(value), start) ?? wallOf(String(value)))
  for (const property of observance.all('RRULE')) {
    const rule = readRule(property, standing, false)
    if (rule.frequency !== 'YEARLY' && rule.frequency !== 'MONTHLY')
      throw new RecordProblem('clocks are not changed that often')
    for (const wall of ruleStarts(rule, start, horizon).starts) walls.add(wall)
  }
  return [...walls].map((wall) => ({ at: wall - before, before, after }))
}

/** A change given by its day only is at the time of day of the first one. */
function dateOfChange(text: string, start: WallTime): WallTime | undefined {
  if (text.length !== 10) return undefined
  return parseWallTime(`${text}T${new Date(start).toISOString().slice(11, 19)}`)
}

/** A UTC-OFFSET value in ms; `-00:00` is met and is none. */
function offset(observance: Properties, name: string): number {
  const property: Property | undefined = observance.first(name)
  const match = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(String(property?.values[0]))
  if (match === null) throw new RecordProblem(`${name} is no offset`)
  const [hours, minutes, seconds] = match.slice(2).map((digits) => Number(digits ?? 0))
  const size = 1000 * (3600 * (hours ?? 0) + 60 * (minutes ?? 0) + (seconds ?? 0))
  return match[1] === '-' ? -size : size
}
