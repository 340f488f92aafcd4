import { BranchAndBound, type Outcome } from './branch-and-bound.js'
import { Domain } from './domain.js'
import { JobPrices } from './job-prices.js'
import { Relaxation } from './relaxation.js'
import type { SearchState } from './search-state.js'
import { sectionOf } from './section.js'

/** How many jobs are reopened at first; the number follows what can be searched through. */
const firstSize = 60
const growth = 1.05
const shrinkage = 0.9
/** One of how many of an agent's jobs are reopened. */
const spreads = [1, 3, 8] as const
/** Evaluations of the relaxation before a section is searched. */
const rounds = 40

/**
 * Improves the incumbent by searching parts of it to the end: the jobs of some agents are reopened, all of them or one
 * of several, and given anew among these agents by branch and bound. Agents that lose most against the relaxation are
 * preferred, and those their jobs could go to.
 */
export class Reopening {
  readonly #state: SearchState
  /** How many jobs are reopened, for each spread. */
  readonly #sizes: number[] = spreads.map(() => firstSize)
  readonly #load: Float64Array
  readonly #members: number[][]
  readonly #loss: Float64Array

  constructor(state: SearchState) {
    const { agents } = state.instance
    this.#state = state
    this.#load = new Float64Array(agents)
    this.#members = Array.from({ length: agents }, () => [])
    this.#loss = new Float64Array(agents)
  }

  /** Reopens part after part for so many steps, each searched for so many at most. */
  run(steps: number, stepsEach: number): void {
    const { effort, incumbent, random } = this.#state
    const until = effort.spent + steps
    this.#takeStock()
    while (effort.spent < until && effort.spend(this.#state.instance.agents) && !incumbent.proven) {
      const before = incumbent.cost
      this.#reopen(random.below(spreads.length), stepsEach)
      if (incumbent.cost < before) this.#takeStock()
    }
  }

  /** Works out the members and the loss of every agent. */
  #takeStock(): void {
    const { instance, incumbent, ground, price } = this.#state
    this.#load.fill(0)
    this.#loss.fill(0)
    for (const members of this.#members) members.length = 0
    for (const [job, option] of incumbent.choice.entries()) {
      const agent = instance.agent[option] as number
      this.#members[agent]?.push(job)
      this.#load[agent] = (this.#load[agent] as number) + (instance.weight[option] as number)
      const regret = (ground.charged[option] as number) - (price[job] as number)
      this.#loss[agent] = (this.#loss[agent] as number) + regret
    }
    for (let agent = 0; agent < instance.agents; agent++) {
      const idle = (instance.capacity[agent] as number) - (this.#load[agent] as number)
      this.#loss[agent] = (this.#loss[agent] as number) + idle * (ground.capacityPrice[agent] as number)
    }
  }

  #reopen(kind: number, stepsEach: number): void {
    const { instance, incumbent } = this.#state
    const { jobs, capacities } = this.#choosePart(kind)
    if (jobs.length === 0) return
    let cost = 0
    for (const job of jobs) cost += instance.cost[incumbent.choice[job] as number] as number
    const { outcome, choice, foundCost } = this.#searchPart(jobs, capacities, cost - 1, stepsEach)
    const size = (this.#sizes[kind] as number) * (outcome === 'CUT' ? shrinkage : growth)
    this.#sizes[kind] = Math.min(Math.max(size, 2), instance.jobs)
    if (foundCost >= cost) return
    const whole = incumbent.choice.slice()
    for (const [at, job] of jobs.entries()) whole[job] = choice[at] as number
    incumbent.offer(whole, incumbent.cost - cost + foundCost)
  }

  /** Jobs to be reopened, and what their agents can carry without the jobs that stay. */
  #choosePart(kind: number): { jobs: number[]; capacities: Map<number, number> } {
    const { instance, incumbent, random } = this.#state
    const size = this.#sizes[kind] as number
    const spread = spreads[kind] as number
    const jobs: number[] = []
    const capacities = new Map<number, number>()
    // Staying out is always open.
    if (instance.out >= 0) capacities.set(instance.out, 0)
    for (let tries = 0; jobs.length < size && tries < 4 * instance.agents; tries++) {
      const agent = this.#chooseAgent(jobs)
      if (capacities.has(agent) && agent !== instance.out) continue
      let capacity = (instance.capacity[agent] as number) - (this.#load[agent] as number)
      for (const job of this.#members[agent] as number[]) {
        if (jobs.length >= size || random.fraction() * spread > 1) continue
        jobs.push(job)
        capacity += instance.weight[incumbent.choice[job] as number] as number
      }
      capacities.set(agent, capacity)
    }
    return { jobs: [...new Set(jobs)], capacities }
  }

  /** Either an agent one of the jobs could go to, or the one of two that loses more. */
  #chooseAgent(jobs: readonly number[]): number {
    const { instance, random } = this.#state
    if (jobs.length > 0 && random.below(2) === 0) {
      const options = this.#state.domain.optionsOf(jobs[random.below(jobs.length)] as number)
      if (options.length > 0) return instance.agent[options[random.below(options.length)] as number] as number
    }
    const one = random.below(instance.agents)
    const other = random.below(instance.agents)
    return (this.#loss[one] as number) > (this.#loss[other] as number) ? one : other
  }

  #searchPart(jobs: readonly number[], capacities: Map<number, number>, target: number, stepsEach: number) {
    const { instance, domain, knapsack, exchange, effort, incumbent, price } = this.#state
    const { tolerance } = incumbent
    const optionsOf = (job: number) => new Set([...domain.optionsOf(job), incumbent.choice[job] as number])
    const section = sectionOf(instance, { jobs, capacities, optionsOf })
    const relaxation = new Relaxation(new Domain(section.instance), knapsack)
    const search = new BranchAndBound(relaxation, exchange, effort, tolerance)
    const prices = Float64Array.from(jobs, (job) => price[job] as number)
    const bound = new JobPrices(relaxation).raise(prices, {
      gap: 1,
      leastGap: 0.02,
      rounds,
      patience: 8,
      deflected: true,
      goesOn: (value, steps) => effort.spend(steps) && value <= target + tolerance,
    })
    const outcome: Outcome = bound > target + tolerance ? 'NONE' : search.search(target, prices, stepsEach)
    const choice = search.found.map((option) => section.option[option] as number)
    return { outcome, choice, foundCost: search.foundCost }
  }
}
