import { Blend } from './blend.js'
import { BranchAndBound } from './branch-and-bound.js'
import { Dive } from './dive.js'
import { JobPrices } from './job-prices.js'
import { cheapest, LocalSearch } from './local-search.js'
import { Reopening } from './reopening.js'
import type { SearchState } from './search-state.js'
import { costOf, firstAssignment } from './start.js'

/** The share of the planned steps that a method gets in the first pass; later ones follow what it achieves. */
const firstShare = 1 / 32
const leastShare = 1 / 64
const mostShare = 1 / 8
const gain = 1.5
/** Branch and bound goes on where it is thought to end within so much of what is left. */
const closingShare = 0.6
/** How much more steps a search for the next target is thought to take, at least and at most. */
const leastRatio = 2
const mostRatio = 6
/** Where balancing begins with choices drawn by the relaxation: they are balanced nearly. */
const scatterShares = [0.05, 0.025, 0.1, 0.01] as const
/** Evaluations to find the jobs' prices. */
const priceRounds = 1_000

/** One run: the methods in their order. */
export class Search {
  readonly #state: SearchState
  readonly #branching: BranchAndBound
  readonly #blend: Blend
  /** What a search for the next target is thought to take. */
  #nextTarget = 0
  /** Choices drawn so far. */
  #draws = 0

  constructor(state: SearchState) {
    const { relaxation, exchange, effort, incumbent } = state
    this.#state = state
    this.#blend = new Blend(relaxation)
    this.#branching = new BranchAndBound(relaxation, exchange, effort, incumbent.tolerance)
  }

  /** Runs until the incumbent is proven or the effort ends. */
  run(): void {
    const { instance, effort, incumbent, domain, ground } = this.#state
    const first = firstAssignment(instance, ground.charged)
    if (first) incumbent.offer(first, costOf(instance, first))
    if (this.#ended()) return
    new LocalSearch(ground).balance()
    this.#raisePrices()
    const dive = new Dive(this.#state)
    const reopening = new Reopening(this.#state)
    const methods = [
      (steps: number) => this.#close(steps),
      (steps: number) => this.#scatter(steps),
      (steps: number) => incumbent.known && reopening.run(steps, steps / 5),
      (steps: number) => domain.freeCount > 0 && dive.run(steps),
    ]
    const shares = methods.map(() => firstShare)
    while (!this.#ended()) {
      for (const [at, method] of methods.entries()) {
        if (this.#ended()) return
        const { cost, bound } = incumbent
        const share = shares[at] as number
        method(effort.planned * share)
        const better = incumbent.cost < cost || incumbent.bound > bound
        shares[at] = Math.min(Math.max(better ? share * gain : share / gain, leastShare), mostShare)
      }
    }
  }

  #ended(): boolean {
    const { incumbent, effort } = this.#state
    return incumbent.proven || effort.stopped !== undefined
  }

  /** Searches locally from choices drawn by the relaxation's shares, which overload agents only a little. */
  #scatter(steps: number): void {
    const { effort, random, ground } = this.#state
    const until = effort.spent + steps
    const otherwise = cheapest(ground)
    while (effort.spent < until && !this.#ended()) {
      const local = new LocalSearch(ground, this.#blend.draw(random, otherwise))
      local.balance(scatterShares[this.#draws++ % scatterShares.length])
    }
  }

  #raisePrices(): void {
    const { incumbent, effort, relaxation, price, instance } = this.#state
    const bound = new JobPrices(relaxation).raise(price, {
      gap: Math.max(1, instance.costRange * 1e-5),
      leastGap: 0.02,
      rounds: priceRounds,
      patience: 15,
      deflected: true,
      goesOn: (value, steps) =>
        effort.spend(steps + this.#blend.takeIn()) && value <= incumbent.target + incumbent.tolerance,
    })
    incumbent.raise(bound)
  }

  /**
   * Takes out what cannot be part of a better assignment, and asks for target after target from the bound up: a target
   * that cannot be reached raises the bound, one that can be reached is the optimum.
   */
  #close(steps: number): void {
    const { domain, incumbent, effort, price } = this.#state
    if (!this.#narrow()) return
    let until = effort.spent + Math.max(steps, this.#affordable(this.#nextTarget))
    let stride = Math.max(
      1,
      Math.ceil(2 * incumbent.tolerance),
      Math.floor((incumbent.target - incumbent.bound) / 64),
    )
    let spentBefore = Number.POSITIVE_INFINITY
    while (!this.#ended() && effort.spent < until) {
      const target = Math.min(incumbent.bound + stride - 1, incumbent.target)
      const begun = effort.spent
      const outcome = this.#branching.search(target, price, until - effort.spent)
      if (outcome !== 'NONE') incumbent.offer(this.#branching.found, this.#branching.foundCost)
      const spent = effort.spent - begun
      if (outcome === 'CUT') {
        this.#nextTarget = 2 * spent
        return
      }
      incumbent.prove(outcome === 'BEST' ? incumbent.cost : target + 1)
      this.#nextTarget = leastRatio * spent
      if (spent < steps / 16) stride *= 2
      else until = Math.max(until, effort.spent + this.#stepsToClose(spent, spent / spentBefore, stride))
      spentBefore = spent
    }
    if (domain.freeCount > 0) this.#narrow()
  }

  /** What it may take to reach the last target, if each takes more steps than the one before; 0 if that is too much. */
  #stepsToClose(spent: number, ratio: number, stride: number): number {
    const { incumbent } = this.#state
    const growth = Math.min(Math.max(ratio, leastRatio), mostRatio)
    const targets = Math.ceil((incumbent.target - incumbent.bound + 1) / stride)
    return this.#affordable((1.5 * spent * (growth ** (targets + 1) - growth)) / (growth - 1))
  }

  /** The steps, if there are enough left to spend so many on the bound alone; else 0. */
  #affordable(steps: number): number {
    const { planned, spent } = this.#state.effort
    return steps < (planned - spent) * closingShare ? steps : 0
  }

  /** Narrows the domain for good to what is better than the incumbent; false if that is nothing. */
  #narrow(): boolean {
    const { incumbent, effort, price } = this.#state
    const { open, steps } = this.#branching.narrowing.narrow(price, incumbent.target + incumbent.tolerance)
    effort.spend(steps)
    if (!open) incumbent.prove(incumbent.target + 1)
    return open
  }
}
