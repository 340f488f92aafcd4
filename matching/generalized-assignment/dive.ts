import { BranchAndBound } from './branch-and-bound.js'
import { JobPrices } from './job-prices.js'
import { LocalSearch } from './local-search.js'
import { Narrowing } from './narrowing.js'
import type { SearchState } from './search-state.js'

/** The share of the options still open that a stage takes out: while jobs have many, and then, dive by dive. */
const shareOfMany = 0.4
const many = 5
const shares = [0.15, 0.08, 0.25] as const
/** Evaluations of the relaxation at each stage. */
const rounds = 6
/** Branch and bound looks at stages with so many free jobs at most. */
const mostForBranching = 200
/** Local search looks at stages where so many of the free jobs are left, at most and at least. */
const localMost = 0.8
const localLeast = 0.15

interface Stage {
  mark: number
  price: Float64Array
  free: number
  bound: number
}

/**
 * Narrows the domain stage by stage beyond what is proven: the options that raise the bound most go, and prices adapt,
 * until so few are left that the rest can be searched well. The bound hardly rises on the way, so that the late stages
 * still hold good assignments; they are searched from the last one back.
 */
export class Dive {
  readonly #state: SearchState
  readonly #narrowing: Narrowing
  readonly #prices: JobPrices
  readonly #branching: BranchAndBound
  #number = 0

  constructor(state: SearchState) {
    this.#state = state
    this.#narrowing = new Narrowing(state.relaxation, state.exchange)
    this.#prices = new JobPrices(state.relaxation)
    this.#branching = new BranchAndBound(
      state.relaxation,
      state.exchange,
      state.effort,
      state.incumbent.tolerance,
    )
  }

  /** One dive and the search of its stages, for so many steps or more; offers what it finds to the incumbent. */
  run(steps: number): void {
    const { domain, effort } = this.#state
    const mark = domain.mark()
    const begun = effort.spent
    const stages = this.#descend()
    // As much for the stages as it took to get there, at least.
    const until = Math.max(begun + steps, effort.spent + (effort.spent - begun))
    const first = stages[0]?.free ?? 0
    const local = stages.filter(({ free }) => free <= localMost * first && free >= localLeast * first)
    for (let stage = stages.pop(); stage && effort.spent < until; stage = stages.pop()) {
      if (effort.stopped !== undefined) break
      domain.undo(stage.mark)
      if (stage.free <= mostForBranching) this.#branch(stage, (until - effort.spent) / 4)
      if (local.includes(stage)) this.#searchLocally((until - effort.spent) / 3)
    }
    domain.undo(mark)
  }

  /** Narrows the domain until nothing is free, or an agent cannot carry what is left for it. */
  #descend(): Stage[] {
    const { domain, relaxation, incumbent, effort } = this.#state
    const share = shares[this.#number % shares.length] as number
    const price = this.#state.price.slice()
    const stages: Stage[] = []
    while (domain.freeCount > 0) {
      const { open, steps } = this.#narrowing.narrow(price, incumbent.target + incumbent.tolerance)
      if (!effort.spend(steps + 30 * domain.openOptions()) || !open) break
      stages.push({
        mark: domain.mark(),
        price: price.slice(),
        free: domain.freeCount,
        bound: relaxation.bound,
      })
      const crowded = domain.openOptions() > many * domain.freeCount
      if (!this.#takeOutWorst(crowded ? shareOfMany : share)) break
      this.#prices.raise(price, {
        gap: 0.5,
        leastGap: 0,
        rounds,
        patience: rounds,
        deflected: false,
        goesOn: (_, spent) => effort.spend(spent),
      })
    }
    this.#number++
    return stages
  }

  /** Takes out a share of the options that are not their job's best; false if a job's last option does not fit. */
  #takeOutWorst(share: number): boolean {
    const { domain } = this.#state
    const rise = this.#blurredRises()
    const ranked = new Map<number, number[]>()
    const rises: number[] = []
    for (const job of domain.freeJob.subarray(0, domain.freeCount)) {
      const options = [...domain.optionsOf(job)].sort((a, b) => (rise[a] as number) - (rise[b] as number))
      ranked.set(job, options)
      for (const option of options.slice(1)) rises.push(rise[option] as number)
    }
    const threshold = Float64Array.from(rises).sort()[Math.floor(rises.length * (1 - share))] as number
    for (const [job, options] of ranked) {
      const kept = options.filter((option, at) => at === 0 || (rise[option] as number) < threshold)
      // A job is not left with one option that does not fit while it has another.
      if (kept.length === 1 && options.length > 1 && !domain.fits(kept[0] as number))
        kept.push(options[1] as number)
      for (const option of options) if (!kept.includes(option)) domain.remove(option)
      if (domain.jobCount[job] !== 1) continue
      if (!domain.fits(kept[0] as number)) return false
      domain.settle(kept[0] as number)
    }
    return true
  }

  /** The rises of the open options; after the first dive changed at random, so that no two dives are the same. */
  #blurredRises(): Float64Array {
    const { rise } = this.#narrowing
    if (this.#number === 0) return rise
    return rise.map((value) => value * (0.7 + 0.6 * this.#state.random.fraction()))
  }

  /** Asks for targets farther and farther above the stage's bound. */
  #branch({ price, bound }: Stage, steps: number): void {
    const { incumbent, effort } = this.#state
    const least = Math.ceil(bound - incumbent.tolerance)
    const until = effort.spent + steps
    let room = Math.max(3, Math.ceil((incumbent.target - least) / 64))
    while (effort.spent < until && effort.stopped === undefined) {
      const target = Math.min(least + room, incumbent.target)
      const outcome = this.#branching.search(target, price, steps / 2)
      if (this.#branching.foundCost <= target)
        incumbent.offer(this.#branching.found, this.#branching.foundCost)
      if (outcome === 'BEST' || target >= incumbent.target) return
      room *= 2
    }
  }

  #searchLocally(steps: number): void {
    const search = new LocalSearch(this.#state.ground)
    search.balance()
    search.run(steps)
  }
}
