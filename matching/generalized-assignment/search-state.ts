import { type CapacityPrices, capacityPrices } from './capacity-prices.js'
import { Domain } from './domain.js'
import type { Effort } from './effort.js'
import { Exchange } from './exchange.js'
import type { Incumbent } from './incumbent.js'
import type { Instance } from './instance.js'
import { Knapsack } from './knapsack.js'
import type { LocalSearchGround } from './local-search.js'
import { Random } from './random.js'
import { Relaxation } from './relaxation.js'

/** What the methods of a search share. */
export class SearchState {
  readonly instance: Instance
  readonly incumbent: Incumbent
  readonly effort: Effort
  readonly random = new Random(1)
  /** What may still be part of a better assignment. */
  readonly domain: Domain
  readonly knapsack: Knapsack
  readonly exchange: Exchange
  readonly relaxation: Relaxation
  /** The best prices found for the jobs. */
  readonly price: Float64Array
  readonly ground: LocalSearchGround

  constructor(instance: Instance, incumbent: Incumbent, effort: Effort) {
    const { agent, weight, cost } = instance
    this.instance = instance
    this.incumbent = incumbent
    this.effort = effort
    this.domain = new Domain(instance)
    this.knapsack = new Knapsack(instance.job.length)
    this.exchange = new Exchange(this.knapsack)
    this.relaxation = new Relaxation(this.domain, this.knapsack)
    const { price: capacityPrice, bound }: CapacityPrices = capacityPrices(instance, effort)
    incumbent.raise(bound)
    const charged = cost.map(
      (own, option) => own + (capacityPrice[agent[option] as number] as number) * (weight[option] as number),
    )
    this.ground = { domain: this.domain, capacityPrice, charged, incumbent, effort, random: this.random }
    this.price = leastOfJobs(instance, charged)
  }
}

function leastOfJobs({ jobs, job }: Instance, charged: Float64Array): Float64Array {
  const least = new Float64Array(jobs).fill(Number.POSITIVE_INFINITY)
  for (const [option, cost] of charged.entries()) {
    const one = job[option] as number
    least[one] = Math.min(least[one] as number, cost)
  }
  return least
}
