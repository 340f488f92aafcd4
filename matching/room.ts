import { countDays, type Days } from './days.js'
import type { Amount, UnitOfUse } from './problem.js'
import { lengthOf, type Window } from './windows.js'

/** Ms of a hundredth of an hour. */
export const hourHundredthMs = 36_000

/** Most of a unit there is room for in some windows; `Infinity` where what is given is no time. */
export function roomIn(windows: readonly Window[], { use, counts }: UnitOfUse, days: Days): Amount {
  if (use !== 'TIME') return Infinity
  return counts === 'DAYS' ? 100 * countDays(windows, days) : hoursIn(lengthOf(windows))
}

/** Hundredths of hours in a time in ms, cut. */
export function hoursIn(length: number): Amount {
  return Math.floor(length / hourHundredthMs)
}
