import type { Candidate } from '../candidate.js'
import { daysOf } from '../days.js'
import type { Need, Problem, Resource, UnitOfUse } from '../problem.js'
import { roomIn } from '../room.js'
import { difference, lengthOf, type Window } from '../windows.js'
import { hoursOf, plainRules } from './judgement.js'
import type { Left } from './left.js'
import { meetingsOf } from './meeting.js'
import { portionsOf } from './portion.js'
import type { Rejection } from './rejection.js'

/** What is found about one need and one resource: what could be given, or everything that stands in the way. */
export type PairJudgement = { candidate: Candidate } | { rejections: readonly Rejection[] }

/**
 * Judges a problem of one need and one resource of the same kind and unit, for somebody who decides about the two: by all
 * rules, and all that are missed are told.
 *
 * @param at when the resource is to be used; without it, whenever both can
 */
export function judgePair(problem: Problem, left: Left, at?: readonly Window[]): PairJudgement {
  const plain = plainRules.flatMap(([rule, make]): Rejection[] => {
    const miss = make(problem, left)(0)?.(0) ?? null
    return miss === null ? [] : [{ rule, miss }]
  })
  const timely = at === undefined ? whenever(problem, left) : within(problem, left, at)
  if ('candidate' in timely && plain.length === 0) return timely
  return { rejections: 'candidate' in timely ? plain : [...plain, ...timely.rejections] }
}

function whenever(problem: Problem, left: Left): PairJudgement {
  const meeting = meetingsOf(problem).of(0)(0)
  const hours = hoursOf(problem, left)(0)
  const missed = hours.missed(0, meeting)
  return missed === null ? { candidate: hours.candidate(0, meeting) } : { rejections: [missed] }
}

/** Both are open in all of these windows, and nothing of them is promised where one at a time uses it. */
function within(problem: Problem, left: Left, at: readonly Window[]): PairJudgement {
  const [need, resource] = [problem.needs[0] as Need, problem.resources[0] as Resource]
  const unit = problem.units[need.unit] as UnitOfUse
  const closed = difference(at, meetingsOf(problem).of(0)(0).windows())
  if (closed.length > 0) return rejected('AVAILABILITY', closed)
  const open = resource.sharing === 'EXCLUSIVE' ? difference(at, left.booked(0)) : at
  const promised = difference(at, open)
  if (promised.length > 0) return rejected('TAKEN', promised)
  const supply = left.ofResourceWithin(0, at)
  const portions = portionsOf(problem, left)
  const room = roomIn(at, unit, daysOf(problem.horizon, problem.timeZone))
  return {
    candidate: {
      need: 0,
      resource: 0,
      least: portions.least(0, 0),
      most: Math.min(portions.most(0, supply), room),
      windows: at,
    },
  }
}

function rejected(rule: 'AVAILABILITY' | 'TAKEN', windows: readonly Window[]): PairJudgement {
  const miss = { by: Math.ceil(lengthOf(windows) / 60_000), unit: 'MINUTES' } as const
  return { rejections: [{ rule, miss }] }
}
