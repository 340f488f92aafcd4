import type { StoppedBy } from '../../../../../matching/plan.js'
import type { Problem, Progress } from '../../../../../matching/problem.js'

/** What the engine's thread is given. */
export interface EngineOrder {
  problem: Problem
  /** How long it may search. */
  timeMs: number
}

/** What the engine found, ready to be stored, so that nothing is left to do on the thread that answers requests. */
export interface FoundPlan {
  /** JSON of lists of rows of `match`, without the run, the status and the moment. */
  proposals: readonly string[]
  /** Ids of the resources in them. */
  resourceIds: readonly string[]
  /** JSON of lists of rows of `unmet_need`, without the run. */
  unmet: readonly string[]
  /** Integers of any length. */
  objective: string
  bound: string
  stoppedBy: StoppedBy
  ms: number
}

/** What the engine's thread tells. */
export type EngineReport = { progress: Progress } | { plan: FoundPlan }
