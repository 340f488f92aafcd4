import type { Amount } from './problem.js'
import type { TermVector } from './score/terms.js'
import type { Window } from './windows.js'

/** A pair of a need and a resource that no hard rule stands in the way of. */
export interface Candidate {
  /** Places in the problem's lists. */
  need: number
  resource: number
  /** What the resource can give the need by itself, after what is promised already. */
  most: Amount
  /** Smallest part of use to both. As much as `most` where only the whole is. */
  least: Amount
  /** When both can: in order, apart from each other, without what is promised already where one at a time uses it. */
  windows: readonly Window[]
}

export interface ScoredCandidate extends Candidate {
  /** 1 to 1000. */
  score: number
  terms: TermVector
}
