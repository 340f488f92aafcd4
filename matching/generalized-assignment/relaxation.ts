import type { Domain } from './domain.js'
import type { Knapsack } from './knapsack.js'
import { rounding } from './rounding.js'

/**
 * The Lagrangian relaxation that lets a job be taken by no agent or by several, for a price each: every agent then
 * fills its own knapsack with the open options that gain by it. What remains is a lower bound of the cost.
 *
 * Knapsacks whose options and prices are as they were are not solved again, which is most of them deep in a search.
 *
 * Fisher, Jaikumar and Van Wassenhove, A multiplier adjustment method for the generalized assignment problem,
 * Management Science 32 (1986).
 */
export class Relaxation {
  readonly domain: Domain
  /** Whether an agent's knapsack takes the option. */
  readonly taken: Uint8Array
  /** How many agents take each free job. */
  readonly times: Int32Array
  /** How many of the free jobs no agent or several take. */
  astray = 0
  /** The bound of the last evaluation: what every assignment within the domain costs at least. */
  bound = 0
  /** How often each agent's knapsack has been solved. */
  readonly solved: Int32Array
  /** The knapsack of the agent that was filled last. */
  readonly knapsack: Knapsack
  readonly #item: Int32Array
  readonly #value: Float64Array
  /** The prices of the last evaluation. */
  readonly #seen: Float64Array

  /** The knapsack is lent: it must be large enough for the agent with the most options. */
  constructor(domain: Domain, knapsack: Knapsack) {
    const { jobs, agents, job } = domain.instance
    this.domain = domain
    this.taken = new Uint8Array(job.length)
    this.times = new Int32Array(jobs)
    this.solved = new Int32Array(agents)
    this.knapsack = knapsack
    this.#item = new Int32Array(knapsack.profit.length)
    this.#value = new Float64Array(agents)
    this.#seen = new Float64Array(jobs).fill(Number.NaN)
    domain.touched.fill(1)
  }

  /** Evaluates the bound at the jobs' prices; returns the steps it took. */
  evaluate(price: Float64Array): number {
    const { domain } = this
    const { freeJob, freeCount, touched, instance } = domain
    const before = this.knapsack.steps
    const steps = this.#touchAgents(price)
    let bound = domain.settledCost
    let added = 0
    for (let at = 0; at < freeCount; at++) {
      const one = price[freeJob[at] as number] as number
      bound += one
      added += Math.abs(one)
    }
    for (let agent = 0; agent < instance.agents; agent++) {
      if (touched[agent]) this.fill(agent, price)
      bound -= this.#value[agent] as number
      added += this.#value[agent] as number
    }
    this.bound = bound - rounding * added
    return steps + this.#count() + this.knapsack.steps - before
  }

  /** Marks the agents whose knapsacks change by the prices. */
  #touchAgents(price: Float64Array): number {
    const { freeJob, freeCount, jobOption, jobCount, touched, instance } = this.domain
    const { agent, jobStart } = instance
    let steps = freeCount
    for (let at = 0; at < freeCount; at++) {
      const job = freeJob[at] as number
      if (price[job] === this.#seen[job]) continue
      this.#seen[job] = price[job] as number
      const start = jobStart[job] as number
      const end = start + (jobCount[job] as number)
      steps += end - start
      for (let place = start; place < end; place++) touched[agent[jobOption[place] as number] as number] = 1
    }
    return steps
  }

  /** Counts how often each free job is taken; returns the steps it took. */
  #count(): number {
    const { freeJob, freeCount, jobOption, jobCount, instance } = this.domain
    const { jobStart } = instance
    const { taken, times } = this
    let astray = 0
    let steps = 0
    for (let at = 0; at < freeCount; at++) {
      const job = freeJob[at] as number
      const start = jobStart[job] as number
      const end = start + (jobCount[job] as number)
      let count = 0
      for (let place = start; place < end; place++) count += taken[jobOption[place] as number] as number
      times[job] = count
      if (count !== 1) astray++
      steps += end - start
    }
    this.astray = astray
    return steps
  }

  /** Solves one agent's knapsack, which stays as it is until the next one is. */
  fill(agent: number, price: Float64Array): void {
    const { domain, taken, knapsack } = this
    const { agentOption, agentCount, left, instance } = domain
    const { job, cost, weight } = instance
    const start = instance.agentStart[agent] as number
    const end = start + (agentCount[agent] as number)
    const capacity = left[agent] as number
    const item = this.#item
    let count = 0
    for (let at = start; at < end; at++) {
      const option = agentOption[at] as number
      taken[option] = 0
      const gain = (price[job[option] as number] as number) - (cost[option] as number)
      if (gain <= 0) continue
      const load = weight[option] as number
      if (load > capacity) continue
      item[count] = option
      knapsack.profit[count] = gain
      knapsack.weight[count++] = load
    }
    knapsack.count = count
    knapsack.steps += end - start
    knapsack.solve(capacity)
    for (let at = 0; at < count; at++) taken[item[at] as number] = knapsack.taken[at] as number
    this.#value[agent] = knapsack.value
    this.solved[agent] = (this.solved[agent] as number) + 1
    domain.touched[agent] = 0
  }
}
