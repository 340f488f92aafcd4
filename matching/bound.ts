import type { ScoredCandidate } from './candidate.js'
import type { Finding } from './filter/filter.js'
import type { Left } from './filter/left.js'
import type { Goods, Problem } from './problem.js'

/** What a need lacks. */
interface Demand {
  group: string
  amount: bigint
  /** The highest score anything for it can have, and anything that was left out for it. */
  best: number
  bestCut: number
}

/**
 * What no plan for the whole problem is worth more than, where the assignment knew only some of its pairs. The lesser of
 *
 * - the bound of the assignment, and beside it all that each need lacks at the best score of what was left out for it, and
 * - all that each need lacks at its best score; but where what is given is used up, needs of a kind and unit get no more
 *   than there is of it, those with the best scores first.
 */
export function boundOfWhole(
  problem: Problem,
  findings: readonly (Finding | null)[],
  candidates: readonly ScoredCandidate[],
  left: Left,
  assigned: bigint,
): bigint {
  const demands = demandsOf(problem, findings, candidates, left)
  const beside = demands.reduce((sum, { amount, bestCut }) => sum + amount * BigInt(bestCut), assigned)
  const supplies = suppliesOf(problem, left)
  let alone = 0n
  for (const [group, members] of Map.groupBy(demands, ({ group }) => group)) {
    alone += bestUse(members, supplies.get(group) ?? null)
  }
  return alone < beside ? alone : beside
}

function demandsOf(
  { needs }: Problem,
  findings: readonly (Finding | null)[],
  candidates: readonly ScoredCandidate[],
  left: Left,
): Demand[] {
  const best = new Map<number, number>()
  for (const { need, score } of candidates) best.set(need, Math.max(score, best.get(need) ?? 0))
  return needs.map((need, index) => {
    const bestCut = findings[index]?.bestCut ?? 0
    return {
      group: groupOf(need),
      amount: BigInt(left.ofNeed(index)),
      best: Math.max(bestCut, best.get(index) ?? 0),
      bestCut,
    }
  })
}

/** What there is of what is used up, by group. */
function suppliesOf({ resources, units }: Problem, left: Left): Map<string, bigint> {
  const supplies = new Map<string, bigint>()
  for (const [index, resource] of resources.entries()) {
    if (units[resource.unit]?.use === 'HELD') continue
    const group = groupOf(resource)
    supplies.set(group, (supplies.get(group) ?? 0n) + BigInt(left.ofResource(index)))
  }
  return supplies
}

/** @param supply null where there is no limit to it */
function bestUse(demands: readonly Demand[], supply: bigint | null): bigint {
  let rest = supply
  let worth = 0n
  for (const { amount, best } of demands.toSorted((one, other) => other.best - one.best)) {
    const given = rest === null || amount < rest ? amount : rest
    if (rest !== null) rest -= given
    worth += given * BigInt(best)
  }
  return worth
}

function groupOf({ kind, unit }: Goods): string {
  return JSON.stringify([kind, unit])
}
