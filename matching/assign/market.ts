import type { ScoredCandidate } from '../candidate.js'
import { type Days, daysOf } from '../days.js'
import type { Problem, UnitOfUse } from '../problem.js'
import { roomIn } from '../room.js'
import type { Item } from './packing.js'

/** The candidates of one unit, and how its amounts are counted. */
export interface Market {
  unit: UnitOfUse
  candidates: readonly ScoredCandidate[]
  /** Places in the list of all candidates. */
  places: readonly number[]
  /** Hundredths that are not parted: amounts are counted in them here. */
  step: number
  days: Days
}

export function marketsOf(problem: Problem, candidates: readonly ScoredCandidate[]): Market[] {
  const days = daysOf(problem.horizon, problem.timeZone)
  const unitOf = (place: number) => problem.needs[candidates[place]?.need ?? -1]?.unit ?? ''
  return [...Map.groupBy(candidates.keys(), unitOf)].map(([key, places]) => {
    const unit = problem.units[key] as UnitOfUse
    const some = places.map((place) => candidates[place] as ScoredCandidate)
    return { unit, candidates: some, places, step: unit.whole ? 100 : 1, days }
  })
}

/** What may be taken of each candidate, by itself. */
export function itemsOf({ unit, candidates, step, days }: Market): Item[] {
  return candidates.map(({ score, least, most, windows }) => ({
    score,
    least: Math.max(1, Math.ceil(least / step)),
    most: Math.floor(Math.min(most, roomIn(windows, unit, days)) / step),
  }))
}
