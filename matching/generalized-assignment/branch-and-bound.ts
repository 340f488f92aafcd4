import type { Domain } from './domain.js'
import type { Effort } from './effort.js'
import type { Exchange } from './exchange.js'
import { JobPrices } from './job-prices.js'
import { Narrowing } from './narrowing.js'
import type { Relaxation } from './relaxation.js'

/** Evaluations of the relaxation at a node before it is narrowed: more cost more than they save. */
const roundsAtNode = 3
/** A node is bounded again while narrowing takes out one of so many open options. */
const narrowedShare = 5
/** How fast subtrees are thought to shrink as their share of the room between bound and target is used up. */
const steepness = 16

/** What a search within a target has shown: that there is nothing, what is best, or neither, as it was cut short. */
export type Outcome = 'NONE' | 'BEST' | 'CUT'

/**
 * Depth-first search for the best assignment within a target, by the relaxation's bound, narrowing at every node.
 * A low target prunes so much that it pays to ask for target after target (Posta, Ferland and Michelon, 2012).
 */
export class BranchAndBound {
  /** The best assignment the last search found: each job's option. */
  readonly found: Int32Array
  /** What it costs; infinite if it found none. */
  foundCost = Number.POSITIVE_INFINITY
  readonly narrowing: Narrowing
  readonly #relaxation: Relaxation
  readonly #domain: Domain
  readonly #prices: JobPrices
  readonly #effort: Effort
  readonly #tolerance: number
  /** The prices at each depth. */
  readonly #price: Float64Array[] = []
  readonly #choice: Int32Array
  #target = 0
  #until = 0

  /** The exchange is lent, like the relaxation's knapsack it belongs to. Bounds count beyond the tolerance only. */
  constructor(relaxation: Relaxation, exchange: Exchange, effort: Effort, tolerance: number) {
    this.#relaxation = relaxation
    this.#domain = relaxation.domain
    this.narrowing = new Narrowing(relaxation, exchange)
    this.#prices = new JobPrices(relaxation)
    this.#effort = effort
    this.#tolerance = tolerance
    this.found = new Int32Array(relaxation.domain.instance.jobs)
    this.#choice = this.found.slice()
  }

  /**
   * Looks for the best assignment in the domain that costs `target` at most, from the prices given, for so many steps.
   * 'BEST': `found` is it; 'NONE': there is none; 'CUT': not all was looked at, `found` is the best seen, if any.
   */
  search(target: number, price: Float64Array, steps: number): Outcome {
    this.foundCost = Number.POSITIVE_INFINITY
    this.#target = target
    this.#until = this.#effort.spent + steps
    const mark = this.#domain.mark()
    const whole = this.#explore(price, 0)
    this.#domain.undo(mark)
    if (!whole) return 'CUT'
    return this.foundCost === Number.POSITIVE_INFINITY ? 'NONE' : 'BEST'
  }

  /** Explores what the domain holds; false if it had to stop before the end. */
  #explore(from: Float64Array, depth: number): boolean {
    const domain = this.#domain
    const price = this.#pricesAt(depth)
    price.set(from)
    if (!this.#bound(price)) return this.#goesOn(0)
    const job = this.#branchingJob()
    const options = this.#optionsByRise(job)
    const { bound } = this.#relaxation
    const rises = options.map((option) => this.narrowing.rise[option] as number)
    for (const [at, option] of options.entries()) {
      if (bound + (rises[at] as number) > this.#target + this.#tolerance) break
      if (!domain.fits(option)) continue
      const mark = domain.mark()
      domain.settle(option)
      const whole = this.#explore(price, depth + 1)
      domain.undo(mark)
      if (!whole) return false
    }
    return true
  }

  /** Raises the bound and narrows the domain while that helps; false if nothing is left to explore. */
  #bound(price: Float64Array): boolean {
    const domain = this.#domain
    for (;;) {
      const ceiling = this.#target + this.#tolerance
      const before = domain.mark()
      const bound = this.#prices.raise(price, {
        gap: Math.max(this.#target - this.#relaxation.bound, 1) / 4,
        leastGap: 0,
        rounds: roundsAtNode,
        patience: roundsAtNode,
        deflected: false,
        goesOn: (value, steps) => this.#goesOn(steps) && value <= ceiling,
      })
      if (bound > ceiling || !this.#goesOn(0)) return false
      const narrowed = this.narrowing.narrow(price, ceiling)
      this.#goesOn(narrowed.steps)
      if (!narrowed.open) return false
      if (domain.freeCount === 0 || this.#relaxation.astray === 0) {
        this.#keep()
        if (domain.freeCount === 0 || this.#relaxation.bound > this.#target + this.#tolerance) return false
      }
      if ((domain.mark() - before) * narrowedShare < domain.openOptions()) return true
    }
  }

  /** The job whose options use up most of the room between bound and target: the one with the smallest subtrees. */
  #branchingJob(): number {
    const { freeJob, freeCount, jobOption, jobCount, instance } = this.#domain
    const room = Math.max(this.#target + 1 - this.#relaxation.bound, this.#tolerance)
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < freeCount; at++) {
      const job = freeJob[at] as number
      const start = instance.jobStart[job] as number
      let size = 0
      for (let place = start; place < start + (jobCount[job] as number); place++) {
        size += Math.exp((-steepness * (this.narrowing.rise[jobOption[place] as number] as number)) / room)
      }
      if (size < least) {
        least = size
        best = job
      }
    }
    return best
  }

  #optionsByRise(job: number): number[] {
    const { rise } = this.narrowing
    return [...this.#domain.optionsOf(job)].sort((a, b) => (rise[a] as number) - (rise[b] as number))
  }

  /** Keeps the assignment the domain and the relaxation hold, if within the target, which falls below it then. */
  #keep(): void {
    const { settled, freeJob, freeCount, settledCost, instance } = this.#domain
    const choice = this.#choice
    choice.set(settled)
    let cost = settledCost
    for (let at = 0; at < freeCount; at++) {
      const job = freeJob[at] as number
      for (const option of this.#domain.optionsOf(job)) {
        if (!this.#relaxation.taken[option]) continue
        choice[job] = option
        cost += instance.cost[option] as number
      }
    }
    if (cost > this.#target) return
    this.found.set(choice)
    this.foundCost = cost
    this.#target = cost - 1
  }

  #goesOn(steps: number): boolean {
    return this.#effort.spend(steps) && this.#effort.spent < this.#until
  }

  #pricesAt(depth: number): Float64Array {
    const price = this.#price[depth] ?? new Float64Array(this.#domain.instance.jobs)
    this.#price[depth] = price
    return price
  }
}
