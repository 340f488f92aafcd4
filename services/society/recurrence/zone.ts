/// <reference lib="esnext.temporal" />
import type { WallTime } from './wall-time.js'

/** A moment the clocks of a zone are changed. Offsets are ms east of UTC. */
export interface ClockChange {
  at: number
  before: number
  after: number
}

/** Turns what the clocks of a place show into moments, ms since 1970 UTC, and back. */
export interface Zone {
  name: string
  /** A time the clocks skip is read with the offset before, a time they show twice is the first (RFC 5545, 3.3.5). */
  toUtc(wall: WallTime): number
  toWall(utc: number): WallTime
}

/**
 * @param changes in order of time
 * @param offset where there are no changes, ms
 */
export function createZone(name: string, changes: readonly ClockChange[], offset = 0): Zone {
  const initial = changes[0]?.before ?? offset
  // From when on the clocks show only times of the new offset.
  const settled = changes.map(({ at, before, after }) => at + Math.max(before, after))
  const begun = changes.map(({ at }) => at)
  const offsetOf = (moments: readonly number[], moment: number) =>
    changes[countUpTo(moments, moment) - 1]?.after ?? initial
  return {
    name,
    toUtc: (wall) => wall - offsetOf(settled, wall),
    toWall: (utc) => utc + offsetOf(begun, utc),
  }
}

/** How many of ascending numbers are not above a limit. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

const known = new Map<string, Zone | null>()

/** Years whose clock changes are looked up; what lies outside has the offset of the nearest. */
const tableFrom = '1900-01-01T00:00:00Z'
const tableTo = Date.parse('2100-01-01T00:00:00Z')

/** A zone of the IANA time zone database by its name, in any case; null if it has none of that name. */
export function namedZone(name: string): Zone | null {
  const key = name.toLowerCase()
  const zone = known.get(key)
  if (zone !== undefined) return zone
  const read = readZone(name)
  // The names that exist are few; those that do not are not kept.
  if (read !== null) known.set(key, read)
  return read
}

function readZone(name: string): Zone | null {
  const first = zonedOrNull(name)
  if (first === null) return null
  const changes: ClockChange[] = []
  let before = offsetMs(first)
  let change = first.getTimeZoneTransition('next')
  while (change !== null && change.epochMilliseconds < tableTo) {
    const after = offsetMs(change)
    changes.push({ at: change.epochMilliseconds, before, after })
    before = after
    change = change.getTimeZoneTransition('next')
  }
  return createZone(name, changes, before)
}

function zonedOrNull(name: string): Temporal.ZonedDateTime | null {
  try {
    return Temporal.Instant.from(tableFrom).toZonedDateTimeISO(name)
  } catch {
    // The only way to ask whether a zone is known; nothing else of this can fail.
    return null
  }
}

function offsetMs({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 1_000_000
}
