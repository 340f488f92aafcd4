import { minuteMs } from '../availability/wall-clock.js'
import { daysOf } from '../days.js'
import type { Amount, Need, Problem, UnitOfUse } from '../problem.js'
import { hoursIn, roomIn } from '../room.js'
import { gapBetween, intersection, lengthOf, type Window } from '../windows.js'
import { MeasuredWindows } from './measured.js'
import { openingOf } from './opening.js'
import type { Miss } from './rejection.js'
import { oncePerTrait } from './traits.js'

/** How the hours of a need and of a resource go together, whatever is promised already. */
export interface Meeting {
  /** By how much they fail to; null if they do not. */
  miss: Miss | null
  /** Most there is time for; `Infinity` where what is given is no time. */
  room: Amount
  /** When both are open. */
  windows(): readonly Window[]
}

/** Needs and resources are told by their places in the problem's lists. */
export interface Meetings {
  /** The needs, those with the same pattern of hours next to each other. */
  order: readonly number[]
  of(need: number): (resource: number) => Meeting
}

/**
 * Compares hours. What is held must be there in all hours a need names, or at any time if it names none. Anything else
 * takes place within the time in which both are open, so that there must be some.
 *
 * Two patterns of hours are compared once, if needs are asked about in the order given; a pair then is a matter of where
 * their terms begin and end.
 */
export function meetingsOf(problem: Problem): Meetings {
  const { needs, resources, units, horizon, timeZone } = problem
  const days = daysOf(horizon, timeZone)
  const opening = { needs: openingOf(needs, problem), resources: openingOf(resources, problem) }
  const sharedOf = rememberLast(opening.needs.patterns.of, (need) =>
    oncePerTrait(
      opening.resources.patterns,
      (resource) =>
        new MeasuredWindows(
          intersection(opening.needs.patternOf(need), opening.resources.patternOf(resource)),
        ),
    ),
  )
  const meetingOf = (index: number) => {
    const need = needs[index] as Need
    const unit = units[need.unit] as UnitOfUse
    const wanted = opening.needs.of(index)
    const [from, to] = [opening.needs.from[index] as number, opening.needs.to[index] as number]
    const length = lengthOf(wanted)
    const isAsked = unit.use === 'HELD' && need.openness.availability !== null && length > 0
    const sharedWith = sharedOf(index)
    return (resource: number): Meeting => {
      const start = Math.max(from, opening.resources.from[resource] as number)
      const end = Math.min(to, opening.resources.to[resource] as number)
      const patterns = sharedWith(resource)
      const overlap = patterns.lengthWithin(start, end)
      // The need's own list, where it is all of it: many candidates share it then.
      const shared = overlap === length ? wanted : null
      const meeting = new PairOfHours(patterns, start, end, shared)
      if (isAsked) meeting.miss = uncovered(length - overlap)
      else if (overlap === 0) meeting.miss = apart(wanted, opening.resources.of(resource), unit, horizon)
      if (unit.use === 'TIME') {
        meeting.room = unit.counts === 'DAYS' ? roomIn(meeting.windows(), unit, days) : hoursIn(overlap)
      }
      return meeting
    }
  }
  const { of } = opening.needs.patterns
  const order = [...needs.keys()].sort((one, other) => (of[one] as number) - (of[other] as number))
  return { order, of: meetingOf }
}

class PairOfHours implements Meeting {
  miss: Miss | null = null
  room = Infinity
  #windows: readonly Window[] | null

  constructor(
    private readonly patterns: MeasuredWindows,
    private readonly from: number,
    private readonly to: number,
    windows: readonly Window[] | null,
  ) {
    this.#windows = windows
  }

  windows(): readonly Window[] {
    this.#windows ??= this.patterns.within([this.from, this.to])
    return this.#windows
  }
}

function uncovered(length: number): Miss | null {
  return length === 0 ? null : { by: minutes(length), unit: 'MINUTES' }
}

/** Never at the same time: by how long they miss each other, or all of the horizon if one of them is not open in it. */
function apart(one: readonly Window[], other: readonly Window[], unit: UnitOfUse, horizon: Window): Miss {
  const gap = Math.max(1, Math.min(gapBetween(one, other), horizon[1] - horizon[0]))
  const isInDays = unit.use === 'SPENT' || unit.counts === 'DAYS'
  return isInDays
    ? { by: Math.ceil(minutes(gap) / 1440), unit: 'DAYS' }
    : { by: minutes(gap), unit: 'MINUTES' }
}

function minutes(ms: number): number {
  return Math.ceil(ms / minuteMs)
}

function rememberLast<T>(traits: Int32Array, make: (index: number) => T): (index: number) => T {
  let last: { trait: number; made: T } | null = null
  return (index) => {
    const trait = traits[index] as number
    if (last?.trait !== trait) last = { trait, made: make(index) }
    return last.made
  }
}
