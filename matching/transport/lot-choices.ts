import type { SearchLimits } from './limits.js'
import { solveTransport } from './solve.js'
import { roomOf, type Solution, type Transport, worth } from './transport.js'

/** Splittable goods that are of no use in parts that are too small. */
export interface LotTransport extends Transport {
  /** Of each arc: it carries nothing, or at least this amount. */
  least: Float64Array
}

/** What was chosen for some arcs, the last one first: to carry at least the least amount, or nothing. */
export interface Choices {
  arc: number
  carries: boolean
  before: Choices | null
}

/**
 * The problem under these choices, with no least amount for all other arcs: nothing that keeps to the choices is worth more
 * than its bound. Null if they cannot be kept together.
 */
export function relaxed(
  problem: LotTransport,
  choices: Choices | null,
  limits: SearchLimits,
): Solution | null {
  const { least } = problem
  const { left, chosen } = remainder(problem, choices)
  if (left.supply.some((amount) => amount < 0) || left.demand.some((amount) => amount < 0)) return null
  for (let arc = 0; arc < least.length; arc++) {
    if (chosen[arc] === 0 && roomOf(left, arc) < (least[arc] as number)) left.most[arc] = 0
  }
  const solution = solveTransport(left, limits)
  const flow = solution.flow.map((amount, arc) => amount + (chosen[arc] as number))
  const ofChosen = worth(problem, chosen)
  return {
    ...solution,
    flow,
    objective: solution.objective + ofChosen,
    bound: solution.bound + ofChosen,
  }
}

/** What is left to be decided when each arc that was chosen carries its least amount, and what these amounts are. */
function remainder(problem: LotTransport, choices: Choices | null) {
  const { source, sink, least } = problem
  const chosen = new Float64Array(least.length)
  const left = {
    ...problem,
    supply: problem.supply.slice(),
    demand: problem.demand.slice(),
    most: problem.most?.slice() ?? new Float64Array(least.length).fill(Infinity),
  }
  for (let choice = choices; choice; choice = choice.before) {
    const { arc, carries } = choice
    if (!carries) {
      left.most[arc] = 0
      continue
    }
    const amount = least[arc] as number
    const from = source[arc] as number
    const to = sink[arc] as number
    chosen[arc] = amount
    left.supply[from] = (left.supply[from] as number) - amount
    left.demand[to] = (left.demand[to] as number) - amount
    left.most[arc] = (left.most[arc] as number) - amount
  }
  return { left, chosen }
}
