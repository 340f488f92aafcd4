import type { Assigned } from '../assign/assign.js'
import type { ScoredCandidate } from '../candidate.js'
import type { Finding } from '../filter/filter.js'
import type { Left } from '../filter/left.js'
import {
  type Alternative,
  mostAlternatives,
  mostGivenToOthers,
  type Plan,
  type Proposal,
  type UnmetNeed,
} from '../plan.js'
import type { Amount, Need, Problem, Resource } from '../problem.js'

/**
 * Puts an assignment into words of the problem: proposals with what else would do, and for each need that stays without all it
 * asks for, why.
 *
 * @param findings by the needs' places; null for one that lacked nothing
 */
export function propose(
  problem: Problem,
  findings: readonly (Finding | null)[],
  candidates: readonly ScoredCandidate[],
  assigned: readonly Assigned[],
  left: Left,
): Pick<Plan, 'proposals' | 'unmet'> {
  const given = Map.groupBy(assigned, ({ candidate }) => candidates[candidate]?.need)
  const unused = Map.groupBy(unusedOf(candidates, assigned), ({ need }) => need)
  const proposals: Proposal[] = []
  const unmet: UnmetNeed[] = []
  for (const [need, { id }] of problem.needs.entries()) {
    const parts = (given.get(need) ?? []).toSorted((one, other) => one.candidate - other.candidate)
    const others = (unused.get(need) ?? []).toSorted(bestFirst)
    const alternatives = others.slice(0, mostAlternatives).map((other) => alternativeOf(other, problem))
    proposals.push(...parts.map((part) => proposalOf(part, candidates, alternatives, problem)))
    const missing = left.ofNeed(need) - parts.reduce((sum, { amount }) => sum + amount, 0)
    const finding = findings[need] ?? null
    if (missing > 0 && finding !== null) unmet.push(unmetOf(id, missing, finding, others, problem))
  }
  return { proposals, unmet }
}

function unusedOf(candidates: readonly ScoredCandidate[], assigned: readonly Assigned[]): ScoredCandidate[] {
  const used = new Set(assigned.map(({ candidate }) => candidate))
  return candidates.filter((_, index) => !used.has(index))
}

/** The order of resources in the problem is that of their ids. */
function bestFirst(one: ScoredCandidate, other: ScoredCandidate): number {
  return other.score - one.score || one.resource - other.resource
}

function idOf({ resources }: Problem, { resource }: ScoredCandidate): string {
  return (resources[resource] as Resource).id
}

function alternativeOf(candidate: ScoredCandidate, problem: Problem): Alternative {
  const { most, score, terms } = candidate
  return { resourceId: idOf(problem, candidate), amount: most, score, terms }
}

function proposalOf(
  { candidate, amount, windows }: Assigned,
  candidates: readonly ScoredCandidate[],
  alternatives: readonly Alternative[],
  problem: Problem,
): Proposal {
  const chosen = candidates[candidate] as ScoredCandidate
  const { score, terms } = chosen
  const needId = (problem.needs[chosen.need] as Need).id
  return { needId, resourceId: idOf(problem, chosen), amount, windows, score, terms, alternatives }
}

function unmetOf(
  needId: string,
  missing: Amount,
  { offered, obstacles, farOff }: Finding,
  others: readonly ScoredCandidate[],
  problem: Problem,
): UnmetNeed {
  const givenToOthers = others.slice(0, mostGivenToOthers).map((other) => idOf(problem, other))
  return { needId, missing, offered, givenToOthers, obstacles, farOff }
}
