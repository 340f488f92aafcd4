import type { Miss, Rule } from './filter/rejection.js'
import type { Amount } from './problem.js'
import type { TermVector } from './score/terms.js'
import type { Window } from './windows.js'

/** A resource that would do for a need, too. */
export interface Alternative {
  resourceId: string
  /** What it could give by itself. */
  amount: Amount
  score: number
  terms: TermVector
}

/** An amount of a resource for a need, put before people to decide. */
export interface Proposal {
  needId: string
  resourceId: string
  amount: Amount
  /** When it would be used: in order, apart from each other, at least one. */
  windows: readonly Window[]
  /** 1 to 1000: the mean of the terms, weighted by the policy. */
  score: number
  terms: TermVector
  /** The best others, best first, at most `mostAlternatives`. */
  alternatives: readonly Alternative[]
}

export const mostAlternatives = 3

/** The resources a rule alone stood in the way of. */
export interface Obstacle {
  rule: Rule
  /** How many resources. */
  resources: number
  /** Those that missed it by least, least first, at most `mostNearest`. */
  nearest: readonly { resourceId: string; miss: Miss }[]
}

export const mostNearest = 3

/** A need that stays without all it asks for, with why. If there was no time to look at it, `obstacles` is empty. */
export interface UnmetNeed {
  needId: string
  missing: Amount
  /** Resources of its kind and unit there are at all. */
  offered: number
  /** Resources that would do, but give what they have to others; best first, at most `mostGivenToOthers`. */
  givenToOthers: readonly string[]
  obstacles: readonly Obstacle[]
  /** Resources more than one rule stood in the way of. */
  farOff: number
}

export const mostGivenToOthers = 10

export type StoppedBy = 'PROVEN' | 'EXHAUSTED' | 'TIME' | 'CANCELLED'

/** What the engine proposes. */
export interface Plan {
  proposals: readonly Proposal[]
  unmet: readonly UnmetNeed[]
  /** Sum over the proposals of amount times score. */
  objective: bigint
  /** No plan has more than this. */
  bound: bigint
  /** `PROVEN`: the objective is the bound. `EXHAUSTED`: the search came to its end without a proof. */
  stoppedBy: StoppedBy
  /** Pairs left out since their need had too many, or there was no time for them. The bound holds for plans with them, too. */
  candidatesCut: number
  /** By the caller's clock. */
  ms: number
}

/** How far below its bound a plan may be, as a part of the bound: 0 is the optimum. */
export function gapOf({ objective, bound }: Pick<Plan, 'objective' | 'bound'>): number {
  return bound === 0n ? 0 : Number(bound - objective) / Number(bound)
}
