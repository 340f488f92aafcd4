import { openWindows } from '../availability/open-windows.js'
import { dayMs, type WallTime, wallClock } from '../availability/wall-clock.js'
import type { Goods, Problem } from '../problem.js'
import { clipped, type Window } from '../windows.js'
import { type Traits, traitsOf } from './traits.js'

/**
 * When some goods are open within the horizon. Many have the same hours, though from and until other days: so there are
 * patterns, and a term to each of the goods. It is open when its pattern is, within its term.
 */
export interface Opening {
  patterns: Traits
  /** Of one of the goods, all through the horizon. */
  patternOf(goods: number): readonly Window[]
  /** The first moment of its term; `-Infinity` if the horizon begins no sooner. */
  from: Float64Array
  /** The end of its term, which may be no later than the beginning; `Infinity` if the horizon ends no later. */
  to: Float64Array
  /** The pattern within the term. */
  of(goods: number): readonly Window[]
}

/** @throws RangeError if the time zone of one does not exist */
export function openingOf(goods: readonly Goods[], problem: Problem): Opening {
  const { horizon, timeZone } = problem
  const plain = goods.map((each) => plainOf(each, problem))
  const patterns = traitsOf(plain, ({ availability, validFrom }) =>
    JSON.stringify([availability, isPastMidnight({ availability }) ? validFrom : null]),
  )
  const lists = patterns.first.map((index) => {
    const { availability, validFrom } = plain[index] as Plain
    // What is open past midnight is not yet on the first day when it would have to have begun on the day before.
    const begins = isPastMidnight({ availability }) ? validFrom : null
    return openWindows({ availability, validFrom: begins, validTo: null }, horizon, timeZone)
  })
  const clocks = new Map<string, (wall: WallTime) => number>()
  const clockOf = ({ availability }: Plain) => {
    const zone = availability?.timeZone ?? timeZone
    const clock = clocks.get(zone) ?? wallClock(zone, ...horizon)
    clocks.set(zone, clock)
    return clock
  }
  const from = Float64Array.from(plain, (each) => {
    const start = each.validFrom === null ? -Infinity : clockOf(each)(Date.parse(each.validFrom))
    return start <= horizon[0] ? -Infinity : start
  })
  const to = Float64Array.from(plain, (each) => {
    const end = each.validTo === null ? Infinity : clockOf(each)(Date.parse(each.validTo) + dayMs)
    return end >= horizon[1] ? Infinity : end
  })
  const patternOf = (index: number) => lists[patterns.of[index] as number] ?? []
  const of = (index: number) => clipped(patternOf(index), [from[index] as number, to[index] as number])
  return { patterns, patternOf, from, to, of }
}

type Plain = Goods['openness']

/** Nobody waits at a counter for money: only the first and the last day matter. */
function plainOf({ openness, unit }: Goods, { units }: Problem): Plain {
  return units[unit]?.use === 'SPENT' ? { ...openness, availability: null } : openness
}

function isPastMidnight({ availability }: Pick<Plain, 'availability'>): boolean {
  const { weekly = [], dates = [] } = availability ?? {}
  return [...weekly, ...dates].some(({ from, to }) => to <= from)
}
