import type { Candidate } from '../../../matching/candidate.js'
import { type Filtered, filter } from '../../../matching/filter/filter.js'
import { leftOf } from '../../../matching/filter/left.js'
import type { Limits, Need, Problem, Resource } from '../../../matching/problem.js'
import { scoringOf } from '../../../matching/score/score.js'
import type { TermWeights } from '../../../matching/score/terms.js'

export const timeZone = 'Europe/Berlin'

/** A moment on the clocks of the town, such as `2026-11-23T09:00+01:00`. */
export function at(moment: string): number {
  return Date.parse(moment)
}

const goods = {
  organizationId: 'organization',
  kind: 'SPACE',
  unit: 'SEATS',
  splittable: true,
  smallestLot: null,
  openness: { availability: null, validFrom: null, validTo: null },
  place: null,
  radius: null,
  skills: [],
}

/** One that anything of its kind, 100 seats, can meet. */
export function need(wanted: Partial<Need> = {}): Need {
  return {
    ...goods,
    id: 'need',
    amount: 10_000,
    deadline: null,
    mostSources: null,
    field: 'EDUCATION',
    districts: ['old-town'],
    organizationKind: 'ASSOCIATION',
    priority: 0,
    received: 0,
    ...wanted,
  }
}

/** One that is for anybody: 100 seats, shared. */
export function resource(wanted: Partial<Resource> = {}): Resource {
  return {
    ...goods,
    id: 'resource',
    amount: 10_000,
    sharing: 'POOLED',
    eligibility: { fields: [], organizationKinds: [], districts: [] },
    ...wanted,
  }
}

export const evenly: TermWeights = {
  SKILLS: 1,
  DISTANCE: 1,
  OVERLAP: 1,
  PRIORITY: 1,
  URGENCY: 1,
  FAIRNESS: 1,
  COST: 1,
}

/** Four weeks from Monday, 2 November 2026. */
export function problem(wanted: Partial<Problem> = {}): Problem {
  return {
    needs: [],
    resources: [],
    allocations: [],
    declined: [],
    units: {
      EUROS: { use: 'SPENT' },
      HOURS: { use: 'TIME', counts: 'HOURS' },
      DAYS: { use: 'TIME', counts: 'DAYS' },
      SEATS: { use: 'HELD', whole: true },
      SQUARE_METRES: { use: 'HELD' },
    },
    skillAncestors: {},
    horizon: [at('2026-11-02T00:00+01:00'), at('2026-11-30T00:00+01:00')],
    timeZone,
    policy: { weights: evenly },
    ...wanted,
  }
}

/** A clock that stands still: nothing takes time, so that only the work limits end a search. */
export const unhurried: Limits = { now: () => 0, timeMs: 60_000 }

/** What the filter finds, with all else of the engine in its place. */
export function filtered(given: Problem, limits = unhurried): Filtered {
  return filter(given, leftOf(given), limits, scoringOf(given).scoreOf)
}

/** What the filter says of one need and one resource: a candidate, the rule missed and by how much, or that there are several. */
export function verdictOn(
  wanted: Partial<Need>,
  offered: Partial<Resource>,
  rest: Partial<Problem> = {},
): Candidate | { rule: string; by: number; unit: string; lacking?: readonly string[] } | 'SEVERAL' {
  const [finding] = filtered(
    problem({ needs: [need(wanted)], resources: [resource(offered)], ...rest }),
  ).findings
  const [candidate] = finding?.candidates ?? []
  const [obstacle] = finding?.obstacles ?? []
  const [near] = obstacle?.nearest ?? []
  if (candidate !== undefined) return candidate
  if (obstacle !== undefined && near !== undefined) return { rule: obstacle.rule, ...near.miss }
  if (finding?.farOff === 1) return 'SEVERAL'
  throw new Error('the pair was not judged')
}
