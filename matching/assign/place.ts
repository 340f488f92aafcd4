import { byDay, type Days } from '../days.js'
import type { Amount, Resource, UnitOfUse } from '../problem.js'
import { hourHundredthMs } from '../room.js'
import { joined, lengthOf, type Window } from '../windows.js'
import { windowsInUse } from './rows.js'

/**
 * When an amount is used, as early as can be, where nothing else asks for the time: hours and days of what one need at a
 * time uses are the first there are, anything else takes all of the time.
 *
 * @param windows when both can; there is room for the amount in them
 */
export function place(
  windows: readonly Window[],
  amount: Amount,
  unit: UnitOfUse,
  { sharing }: Pick<Resource, 'sharing'>,
  days: Days,
): readonly Window[] {
  if (unit.use !== 'TIME' || sharing !== 'EXCLUSIVE') return windowsInUse({ windows }, unit)
  return unit.counts === 'DAYS'
    ? joined(
        byDay(windows, days)
          .slice(0, Math.ceil(amount / 100))
          .flat(),
      )
    : firstOf(windows, amount * hourHundredthMs)
}

/** The first of the windows, cut to a length in ms. */
function firstOf(windows: readonly Window[], length: number): Window[] {
  const taken: Window[] = []
  for (const [from, to] of windows) {
    const missing = length - lengthOf(taken)
    if (missing <= 0) break
    taken.push([from, Math.min(to, from + missing)])
  }
  return taken
}
