import { Effort, type Stopped } from './effort.js'
import { Incumbent } from './incumbent.js'
import { instanceOf } from './instance.js'
import type { Limits } from './limits.js'
import { checkProblem, type GeneralizedAssignment } from './problem.js'
import { Search } from './search.js'
import { SearchState } from './search-state.js'

/** The cheapest assignment found, and a bound. */
export interface Answer {
  /** The option of each job, as the caller numbers them; -1 for a job that stays out. Null if none was found. */
  option: Int32Array | null
  /** What it costs; infinite if none was found. */
  objective: number
  /** No assignment costs less; infinite if it is proven that there is none. */
  bound: number
  /** `PROVEN`: there is nothing better. Else what ended the search. */
  stoppedBy: 'PROVEN' | Stopped
}

/**
 * Finds a cheap assignment and a bound that proves how cheap it is. The answer is the same on every machine unless the
 * time or the caller cuts the search short.
 *
 * The bound is that of a Lagrangian relaxation, raised by branch and bound; assignments come from local search with
 * ejection chains, from dives by the relaxation, and from searching parts of the best one to their end (see `Search`).
 *
 * @throws TypeError naming what is wrong with the problem
 */
export function solve(problem: GeneralizedAssignment, limits: Limits): Answer {
  checkProblem(problem)
  const effort = new Effort(limits)
  const instance = instanceOf(problem)
  const { baseCost, jobs, jobStart, source } = instance
  for (let job = 0; job < jobs; job++) {
    if (jobStart[job] === jobStart[job + 1]) return impossible
  }
  const incumbent = new Incumbent(instance, () =>
    limits.onProgress?.({ objective: incumbent.cost + baseCost, bound: incumbent.bound + baseCost }),
  )
  new Search(new SearchState(instance, incumbent, effort)).run()
  if (incumbent.proven && !incumbent.known) return impossible
  return {
    option: incumbent.known ? incumbent.choice.map((option) => source[option] as number) : null,
    objective: incumbent.cost + baseCost,
    bound: incumbent.bound + baseCost,
    stoppedBy: incumbent.proven ? 'PROVEN' : (effort.stopped ?? 'EXHAUSTED'),
  }
}

const impossible: Answer = {
  option: null,
  objective: Number.POSITIVE_INFINITY,
  bound: Number.POSITIVE_INFINITY,
  stoppedBy: 'PROVEN',
}
