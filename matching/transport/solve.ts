import { emptyCirculation, flowOf, step } from './circulation.js'
import { exactPotentials, pricesOf, wholePotentials } from './exact-prices.js'
import { bestFirst, fill } from './fill.js'
import { type Interruption, type SearchLimits, watch } from './limits.js'
import { networkOf } from './network.js'
import { priceBound } from './price-bound.js'
import { refine } from './refine.js'
import { checkTransport, gapOf, type Solution, type Transport, worth } from './transport.js'

/** How long a proof is sought after each phase but the last, in passes over all nodes; mostly it is found in less than 4. */
const passesForProof = 5

/** A solution, with what a unit more of each source would be worth. The bound follows from these prices. */
export interface Shipment extends Solution {
  prices: Float64Array
}

/**
 * Finds the flow of the greatest value, by cost scaling: each phase makes a flow that is closer to the optimum, until one
 * is proven to be it. The same problem has the same answer, unless the time is up or it is cancelled: then the answer
 * is the better one of the last phase's flow and of filling the best arcs first, with the better bound.
 *
 * 10,000 sources, 10,000 sinks and 200,000 arcs take up to three seconds (bench/matching/flow.ts). Where amounts add up to
 * more than 4.5 * 10^15, it is `EXHAUSTED` without a proof, at a gap of about 10^-15 for each source and sink.
 *
 * Errors: TypeError where the problem is none.
 */
export function solveTransport(problem: Transport, limits: SearchLimits): Shipment {
  const watched = watch(limits)
  checkTransport(problem)
  const sources = problem.supply.length
  const network = networkOf(problem)
  const circulation = emptyCirculation(network)
  let flow: Float64Array = new Float64Array(problem.value.length)
  let prices: Float64Array = new Float64Array(sources)
  let epsilon = network.cost.reduce((most, cost) => Math.max(most, cost), step)
  while (true) {
    epsilon = Math.max(1, Math.floor(epsilon / step))
    const interruption = refine(circulation, epsilon, watched)
    if (interruption) return bestKnown(problem, flow, prices, interruption)
    flow = flowOf(circulation, flow.length)
    // No limit in the last phase: a flow that is optimal to within 1 is optimal, so they are there.
    const potentials = exactPotentials(circulation, epsilon > 1 ? passesForProof : Infinity)
    prices = pricesOf(network, potentials ?? wholePotentials(circulation), sources)
    if (!potentials) continue
    if (network.unit > 1) return bestKnown(problem, flow, prices, 'EXHAUSTED')
    const objective = worth(problem, flow)
    return { flow, objective, bound: objective, gap: 0, stoppedBy: 'PROVEN', prices }
  }
}

/** What can be made of the last flow and prices, or of none, where they are not proven. */
function bestKnown(
  problem: Transport,
  flow: Float64Array,
  prices: Float64Array,
  stoppedBy: Interruption | 'EXHAUSTED',
): Shipment {
  const order = bestFirst(problem)
  const greedy = new Float64Array(flow.length)
  for (const unfilled of [flow, greedy]) fill(problem, order, unfilled)
  const best = worth(problem, greedy) > worth(problem, flow) ? greedy : flow
  const free = new Float64Array(prices.length)
  const boundOfPrices = priceBound(problem, prices)
  const boundOfFree = priceBound(problem, free)
  const objective = worth(problem, best)
  const bound = boundOfPrices < boundOfFree ? boundOfPrices : boundOfFree
  return {
    flow: best,
    objective,
    bound,
    gap: gapOf(objective, bound),
    stoppedBy: objective === bound ? 'PROVEN' : stoppedBy,
    prices: bound === boundOfPrices ? prices : free,
  }
}
