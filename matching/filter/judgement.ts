import type { Candidate } from '../candidate.js'
import type { Need, Problem, UnitOfUse } from '../problem.js'
import { freeOf } from './free.js'
import type { Left } from './left.js'
import { type Meeting, meetingsOf } from './meeting.js'
import { portionsOf } from './portion.js'
import type { Rejection, Rule } from './rejection.js'
import { availability } from './rules/availability.js'
import { deadline } from './rules/deadline.js'
import { declined } from './rules/declined.js'
import { distance } from './rules/distance.js'
import { eligibility } from './rules/eligibility.js'
import type { HardRule } from './rules/rule.js'
import { skills } from './rules/skills.js'
import { smallestLot } from './rules/smallest-lot.js'
import { sources } from './rules/sources.js'
import { taken } from './rules/taken.js'

/** A candidate; the one rule that stood in its way; or null where several did. */
export type Verdict = Candidate | Rejection | null

/** Needs and resources are told by their places in the problem's lists. A pair must be of the same kind and unit. */
export interface Judgement {
  /** The needs, in an order that spares work. */
  order: readonly number[]
  of(need: number): (resource: number) => Verdict
}

/** All but the two about hours: these are asked last, for comparing hours takes longest. */
export const plainRules: readonly (readonly [Rule, HardRule])[] = [
  ['DECLINED', declined],
  ['DEADLINE', deadline],
  ['SOURCES', sources],
  ['ELIGIBILITY', eligibility],
  ['SMALLEST_LOT', smallestLot],
  ['DISTANCE', distance],
  ['SKILLS', skills],
]

/**
 * Judges pairs by all rules, and stops at the second that is missed: a rule is told only where it alone stands in the way,
 * for only then it is true that the resource would do otherwise.
 */
export function judgementOf(problem: Problem, left: Left): Judgement {
  const rules = plainRules.map(([rule, make]) => ({ rule, of: make(problem, left) }))
  const meetings = meetingsOf(problem)
  const hoursJudge = hoursOf(problem, left)
  return {
    order: meetings.order,
    of: (need) => {
      const judges = rules.flatMap(({ rule, of }) => {
        const judge = of(need)
        return judge === null ? [] : { rule, judge }
      })
      const meet = meetings.of(need)
      const hours = hoursJudge(need)
      return (resource) => {
        let missed: Rejection | null = null
        for (const { rule, judge } of judges) {
          const miss = judge(resource)
          if (miss === null) continue
          if (missed !== null) return null
          missed = { rule, miss }
        }
        const meeting = meet(resource)
        const late = hours.missed(resource, meeting)
        if (missed !== null) return late === null ? missed : null
        return late ?? hours.candidate(resource, meeting)
      }
    },
  }
}

interface HoursJudge {
  missed(resource: number, meeting: Meeting): Rejection | null
  /** What a pair that misses no rule can do. */
  candidate(resource: number, meeting: Meeting): Candidate
}

/** Judges the resources for a need by the two rules about hours. */
export function hoursOf(problem: Problem, left: Left): (need: number) => HoursJudge {
  const { needs, resources, units } = problem
  const free = freeOf(problem, left)
  const portions = portionsOf(problem, left)
  const amounts = Float64Array.from(resources, ({ amount }) => amount)
  return (index) => {
    const need = needs[index] as Need
    const unit = units[need.unit] as UnitOfUse
    return {
      missed: (resource, meeting) => {
        // Where even the whole resource is too little, the hours are asked about all of it.
        const most = portions.most(index, amounts[resource] as number)
        const asked = Math.min(portions.least(index, resource), most)
        const closed = availability(meeting, asked, unit)
        if (closed !== null) return { rule: 'AVAILABILITY', miss: closed }
        if (!left.isPromised(resource)) return null
        const promised = taken(need, asked, meeting, free(resource, meeting), unit)
        return promised === null ? null : { rule: 'TAKEN', miss: promised }
      },
      candidate: (resource, meeting) => {
        const { amount, windows, room } = free(resource, meeting)
        const most = Math.min(portions.most(index, amount), room)
        return { need: index, resource, most, least: portions.least(index, resource), windows }
      },
    }
  }
}
