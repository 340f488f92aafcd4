import { Ascent } from './ascent.js'
import type { Effort } from './effort.js'
import type { Instance } from './instance.js'
import { rounding } from './rounding.js'

/** Rounds of the ascent; more do not pay, as the job prices go on from here. */
const rounds = 600

export interface CapacityPrices {
  /** What a unit of each agent's capacity is worth. */
  price: Float64Array
  /** A lower bound of the cost: that of the linear relaxation, nearly. */
  bound: number
}

/**
 * Prices for the agents' capacities, from the relaxation that drops capacities and charges for weight instead. Its best
 * bound is that of the linear relaxation; there are few agents, so it is near after a few hundred passes.
 */
export function capacityPrices(instance: Instance, effort: Effort): CapacityPrices {
  const { jobs, agents, capacity, job, agent, cost, weight, costRange } = instance
  const options = job.length
  const scale = weightScales(instance)
  const cheapest = new Float64Array(jobs)
  const choice = new Int32Array(jobs)
  const price = new Float64Array(agents)
  function evaluate(point: Float64Array, gradient: Float64Array): number {
    cheapest.fill(Number.POSITIVE_INFINITY)
    for (let option = 0; option < options; option++) {
      const at = agent[option] as number
      const charged =
        (cost[option] as number) +
        (point[at] as number) * ((weight[option] as number) / (scale[at] as number))
      const one = job[option] as number
      if (charged < (cheapest[one] as number)) {
        cheapest[one] = charged
        choice[one] = option
      }
    }
    let value = 0
    let added = 0
    for (let at = 0; at < agents; at++) {
      const room = (capacity[at] as number) / (scale[at] as number)
      gradient[at] = -room
      value -= room * (point[at] as number)
      added += room * (point[at] as number)
    }
    for (let one = 0; one < jobs; one++) {
      const option = choice[one] as number
      const at = agent[option] as number
      gradient[at] = (gradient[at] as number) + (weight[option] as number) / (scale[at] as number)
      value += cheapest[one] as number
      added += cheapest[one] as number
    }
    // A price of nothing cannot fall, so it does not lengthen the step.
    for (let at = 0; at < agents; at++) {
      if (point[at] === 0 && (gradient[at] as number) < 0) gradient[at] = 0
    }
    // Where hardly anything fits, prices grow without end, and what rounding may have added must not count.
    return value - rounding * added
  }
  const gap = Math.max(1, costRange / 20)
  const coordinate = Int32Array.from({ length: agents }, (_, at) => at)
  const bound = new Ascent(agents).climb({ coordinate, count: agents, least: 0, evaluate }, price, {
    gap,
    leastGap: gap * 1e-6,
    rounds,
    patience: 10,
    deflected: true,
    goesOn: () => effort.spend(options),
  })
  for (let at = 0; at < agents; at++) price[at] = (price[at] as number) / (scale[at] as number)
  return { price, bound }
}

/** Each agent's average weight, so that agents counting in hours and in euros get steps of one kind. */
function weightScales({ agents, agentStart, weight }: Instance): Float64Array {
  return Float64Array.from({ length: agents }, (_, agent) => {
    const own = weight.subarray(agentStart[agent], agentStart[agent + 1])
    const sum = own.reduce((total, one) => total + one, 0)
    return sum > 0 ? sum / own.length : 1
  })
}
