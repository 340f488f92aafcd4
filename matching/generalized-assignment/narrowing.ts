import type { Domain } from './domain.js'
import type { Exchange } from './exchange.js'
import type { Relaxation } from './relaxation.js'

/** Agents are weighed for a little more room than there is, so that it need not be done again when the room grows. */
const spareRoom = 1.25

/**
 * Takes options out that no assignment within a target can use: giving a job to an agent makes that agent's knapsack
 * take it and all others do without it, and what that adds to the relaxation's bound is known knapsack by knapsack.
 * A job may have several options with one agent; that agent's knapsack does without the others, too.
 *
 * Posta, Ferland and Michelon, An exact method with variable fixing for solving the generalized assignment problem,
 * Computational Optimization and Applications 52 (2012).
 */
export class Narrowing {
  /** How much the bound rises if the job takes this option. */
  readonly rise: Float64Array
  readonly #relaxation: Relaxation
  readonly #domain: Domain
  readonly #exchange: Exchange
  /** The fall of the agent's knapsack if it must take the option, and if it must not. */
  readonly #intake: Float64Array
  readonly #release: Float64Array
  /** While a job is looked at: the greatest release among its options of each agent. */
  readonly #mostReleased: Float64Array
  /** The solution of each agent's knapsack that has been weighed, and for which room. */
  readonly #weighed: Int32Array
  readonly #room: Float64Array

  /** The exchange is lent; it must be that of the relaxation's knapsack. */
  constructor(relaxation: Relaxation, exchange: Exchange) {
    const { instance } = relaxation.domain
    this.#relaxation = relaxation
    this.#domain = relaxation.domain
    this.#exchange = exchange
    this.rise = new Float64Array(instance.job.length)
    this.#intake = new Float64Array(instance.job.length)
    this.#release = new Float64Array(instance.job.length)
    this.#mostReleased = new Float64Array(instance.agents)
    this.#weighed = new Int32Array(instance.agents).fill(-1)
    this.#room = new Float64Array(instance.agents)
  }

  /**
   * Evaluates the relaxation at the prices and narrows the domain to what may cost `target` at most. Not `open`: nothing
   * within the domain does.
   */
  narrow(price: Float64Array, target: number): { open: boolean; steps: number } {
    const { freeJob, freeCount, instance } = this.#domain
    const { solved } = this.#relaxation
    let steps = this.#relaxation.evaluate(price)
    const room = target - this.#relaxation.bound
    if (room < 0) return { open: false, steps }
    const before = this.#exchange.steps + this.#relaxation.knapsack.steps
    for (let agent = 0; agent < instance.agents; agent++) {
      const known = this.#weighed[agent] === solved[agent] && room <= (this.#room[agent] as number)
      if (!known) this.#weigh(agent, price, room * spareRoom)
    }
    steps += this.#exchange.steps + this.#relaxation.knapsack.steps - before
    // Backwards, as a settled job changes places with the last free one.
    for (let at = freeCount - 1; at >= 0; at--) {
      if (!this.#narrowJob(freeJob[at] as number, room)) return { open: false, steps }
    }
    return { open: true, steps }
  }

  /** Notes what each open option of an agent would change. */
  #weigh(agent: number, price: Float64Array, room: number): void {
    const { agentOption, agentCount, left, instance } = this.#domain
    const { job, cost, weight } = instance
    const exchange = this.#exchange
    const intake = this.#intake
    const release = this.#release
    this.#relaxation.fill(agent, price)
    this.#weighed[agent] = this.#relaxation.solved[agent] as number
    const capacity = left[agent] as number
    this.#room[agent] = room
    exchange.workOut(capacity, room)
    const start = instance.agentStart[agent] as number
    const end = start + (agentCount[agent] as number)
    let item = 0
    for (let at = start; at < end; at++) {
      const option = agentOption[at] as number
      const gain = (price[job[option] as number] as number) - (cost[option] as number)
      const load = weight[option] as number
      release[option] = 0
      if (load > capacity) intake[option] = Number.POSITIVE_INFINITY
      else if (gain <= 0) intake[option] = exchange.burden(-gain, load)
      else {
        intake[option] = exchange.intake[item] as number
        release[option] = exchange.release[item++] as number
      }
    }
  }

  /** Takes out the job's options that raise the bound by more than `room`; false if none is left. */
  #narrowJob(job: number, room: number): boolean {
    const { jobOption, jobCount, instance } = this.#domain
    const start = instance.jobStart[job] as number
    const end = start + (jobCount[job] as number)
    const { agent } = instance
    const most = this.#mostReleased
    let released = 0
    for (let at = start; at < end; at++) {
      const option = jobOption[at] as number
      const more = (this.#release[option] as number) - (most[agent[option] as number] as number)
      if (more <= 0) continue
      released += more
      most[agent[option] as number] = this.#release[option] as number
    }
    for (let at = end - 1; at >= start; at--) {
      const option = jobOption[at] as number
      const own = most[agent[option] as number] as number
      // Of one knapsack the changes do not add up: it falls by the greatest of them at least.
      const others = (this.#release[option] as number) < own ? own : 0
      const raised = released - own + Math.max(this.#intake[option] as number, others)
      this.rise[option] = raised
      if (raised > room) this.#domain.remove(option)
    }
    for (let at = start; at < end; at++) most[agent[jobOption[at] as number] as number] = 0
    if (jobCount[job] === 0) return false
    if (jobCount[job] !== 1) return true
    const only = jobOption[start] as number
    if (!this.#domain.fits(only)) return false
    this.#domain.settle(only)
    return true
  }
}
