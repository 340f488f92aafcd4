import { assign } from './assign/assign.js'
import { boundOfWhole } from './bound.js'
import { checkProblem } from './check-problem.js'
import { type Filtered, filter } from './filter/filter.js'
import { leftOf } from './filter/left.js'
import type { Plan, StoppedBy } from './plan.js'
import type { Limits, Problem, Step } from './problem.js'
import { propose } from './propose/propose.js'
import { scoringOf } from './score/score.js'

/** The part of the time after which finding candidates is given up, so that some is left to choose among those found. */
const filterShare = 0.6

/**
 * Matches resources with needs: filters, scores, assigns and proposes. Data in, data out; both can be cloned, so that it
 * may run in a worker. Neither the order of needs and resources nor anything but the problem changes the plan, as long
 * as the time suffices.
 *
 * @throws TypeError if the problem is not one, with the first thing that is wrong
 * @throws RangeError if a time zone does not exist
 */
export function match(given: Problem, limits: Limits): Plan {
  checkProblem(given)
  const start = limits.now()
  const problem = inOrder(given)
  const left = leftOf(problem)
  const scoring = scoringOf(problem)
  const filtered = filter(problem, left, { ...limits, timeMs: filterShare * limits.timeMs }, scoring.scoreOf)
  const found = filtered.findings.flatMap((finding) => finding?.candidates ?? [])
  const candidates = found.map(scoring.scored)
  done('SCORE', found.length, limits)
  const timeMs = Math.max(0, limits.timeMs - (limits.now() - start))
  const { assigned, objective, ...assignment } = assign(problem, candidates, left, { ...limits, timeMs })
  const candidatesCut = filtered.findings.reduce((sum, finding) => sum + (finding?.cut ?? 0), 0)
  const bound =
    candidatesCut === 0
      ? assignment.bound
      : boundOfWhole(problem, filtered.findings, candidates, left, assignment.bound)
  const plan = propose(problem, filtered.findings, candidates, assigned, left)
  done('PROPOSE', plan.proposals.length, limits)
  const stoppedBy = objective === bound ? 'PROVEN' : reasonOf(filtered, assignment.stoppedBy)
  return { ...plan, objective, bound, stoppedBy, candidatesCut, ms: limits.now() - start }
}

function inOrder(problem: Problem): Problem {
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
  return { ...problem, needs: problem.needs.toSorted(byId), resources: problem.resources.toSorted(byId) }
}

/** Why there is no proof. An assignment proven among fewer pairs than there are is the end of a search. */
function reasonOf({ stoppedBy }: Filtered, assignment: StoppedBy): StoppedBy {
  return stoppedBy ?? (assignment === 'PROVEN' ? 'EXHAUSTED' : assignment)
}

function done(step: Step, total: number, { onProgress }: Limits): void {
  onProgress?.({ step, done: total, total })
}
