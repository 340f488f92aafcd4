import { daysOf } from '../days.js'
import type { Amount, Problem, Resource, UnitOfUse } from '../problem.js'
import { roomIn } from '../room.js'
import { difference, type Window } from '../windows.js'
import type { Left } from './left.js'
import type { Meeting } from './meeting.js'

/** What of a resource a need could have, for it is not promised. */
export interface Free {
  amount: Amount
  /** Of the time in which both are open. */
  windows: readonly Window[]
  /** Most there is time for in these windows; `Infinity` where what is given is no time. */
  room: Amount
}

/** Tells what is free of a resource, by its place in the problem's list, within a meeting. */
export function freeOf(problem: Problem, left: Left): (resource: number, meeting: Meeting) => Free {
  const days = daysOf(problem.horizon, problem.timeZone)
  return (index, meeting) => {
    const resource = problem.resources[index] as Resource
    const unit = problem.units[resource.unit] as UnitOfUse
    const booked = resource.sharing === 'EXCLUSIVE' ? left.booked(index) : []
    const all = meeting.windows()
    const free = difference(all, booked)
    // Money is given from a moment to another, without a break.
    const windows = unit.use === 'SPENT' ? longest(free) : free
    const room = windows === all ? meeting.room : roomIn(windows, unit, days)
    return { amount: left.ofResourceWithin(index, windows), windows, room }
  }
}

function longest(windows: readonly Window[]): readonly Window[] {
  if (windows.length < 2) return windows
  return [windows.reduce((best, each) => (each[1] - each[0] > best[1] - best[0] ? each : best))]
}
