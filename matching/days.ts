/// <reference lib="esnext.temporal" />
import { dayMs, wallClock } from './availability/wall-clock.js'
import type { Window } from './windows.js'

/** The moments at which the days begin that clocks of a place show: in order, from the day of a moment to that after another. */
export type Days = readonly number[]

/**
 * The days a range of time is part of.
 *
 * @throws RangeError if the time zone does not exist
 */
export function daysOf([from, to]: Window, timeZone: string): Days {
  const clock = wallClock(timeZone, from, to)
  const starts: number[] = []
  // Clocks differ from UTC by up to a day.
  for (let day = Math.floor(from / dayMs) - 1; ; day++) {
    const start = clock(day * dayMs)
    if (start <= from) starts[0] = start
    else starts.push(start)
    if (start >= to) return starts
  }
}

/**
 * Counts the days from that of a moment to others; less than 0 for those before it.
 *
 * @throws RangeError if the time zone does not exist
 */
export function daysUntil(moment: number, timeZone: string): (day: string) => number {
  const today = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate()
  const start = Date.parse(today.toString())
  return (day) => (Date.parse(day) - start) / dayMs
}

/** How many of the days have a part of the windows. */
export function countDays(windows: readonly Window[], days: Days): number {
  let count = 0
  let counted = -1
  let day = 0
  for (const [from, to] of windows) {
    while (day + 1 < days.length && (days[day + 1] as number) <= from) day++
    let last = day
    while (last + 1 < days.length && (days[last + 1] as number) < to) last++
    count += last - Math.max(day, counted + 1) + 1
    counted = last
    day = last
  }
  return count
}

/** The parts of the windows on each of the days that have some, cut where a day ends. */
export function byDay(windows: readonly Window[], days: Days): Window[][] {
  const parts: Window[][] = []
  let latest = -1
  let day = 0
  for (const [opens, to] of windows) {
    for (let from = opens; from < to; ) {
      while (day + 1 < days.length && (days[day + 1] as number) <= from) day++
      const end = Math.min(to, days[day + 1] ?? to)
      if (day === latest) parts.at(-1)?.push([from, end])
      else parts.push([[from, end]])
      latest = day
      from = end
    }
  }
  return parts
}
