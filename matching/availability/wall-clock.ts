/// <reference lib="esnext.temporal" />

/** What the clocks of a place show, as ms since 1970-01-01 00:00 on these clocks. */
export type WallTime = number

export const minuteMs = 60_000
export const dayMs = 1440 * minuteMs

/** A moment the clocks are changed, ms since 1970 UTC. Offsets are ms east of UTC. */
interface ClockChange {
  at: number
  before: number
  after: number
}

/**
 * Tells the moments at which the clocks of a place show a time.
 *
 * A time the clocks show twice is the first of the two (as in RFC 5545, 3.3.5). A time they skip is the moment they
 * skip it: unlike RFC 5545's reading with the offset before, it keeps times in their order, so that no window can end
 * before it begins, and none reaches beyond the hour people read on it.
 *
 * @param timeZone name in the IANA time zone database
 * @param from earliest moment the clock is asked about, ms since 1970 UTC; `to` the latest
 * @throws RangeError if there is no such time zone
 */
export function wallClock(timeZone: string, from: number, to: number): (wall: WallTime) => number {
  // No place is a whole day off UTC.
  const start = Temporal.Instant.fromEpochMilliseconds(from - 2 * dayMs).toZonedDateTimeISO(timeZone)
  const initial = offsetOf(start)
  const changes = changesAfter(start, to + 2 * dayMs).reverse()
  return (wall) => {
    const change = changes.find(({ at, before }) => wall >= at + before)
    return change === undefined ? wall - initial : Math.max(change.at, wall - change.after)
  }
}

function changesAfter(start: Temporal.ZonedDateTime, end: number): ClockChange[] {
  const changes: ClockChange[] = []
  let before = offsetOf(start)
  let change = start.getTimeZoneTransition('next')
  while (change !== null && change.epochMilliseconds <= end) {
    const after = offsetOf(change)
    changes.push({ at: change.epochMilliseconds, before, after })
    before = after
    change = change.getTimeZoneTransition('next')
  }
  return changes
}

function offsetOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 1_000_000
}
