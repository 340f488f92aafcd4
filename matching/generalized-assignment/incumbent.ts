import type { Instance } from './instance.js'

/** The best assignment known, and what is proven about the best there is. Costs are those of the instance. */
export class Incumbent {
  /** Each job's option. */
  readonly choice: Int32Array
  /** What it costs; infinite while none is known. */
  cost = Number.POSITIVE_INFINITY
  /** No assignment costs less; an integer. */
  bound = 0
  /** How far a computed bound may be off by rounding: bounds count only beyond it. */
  readonly tolerance: number
  /** The most an assignment can cost. */
  readonly #dearest: number
  readonly #told: (() => void) | undefined

  /** `told` is called at every better assignment or bound. */
  constructor(instance: Instance, told?: () => void) {
    this.choice = new Int32Array(instance.jobs).fill(-1)
    this.#dearest = instance.costRange
    this.tolerance = 1e-6 + 1e-12 * instance.costRange
    this.#told = told
  }

  /** What a better assignment costs at most. */
  get target(): number {
    return Math.min(this.cost - 1, this.#dearest)
  }

  /** Whether nothing better can be found: the best is known, or that there is none. */
  get proven(): boolean {
    return this.bound > this.target
  }

  get known(): boolean {
    return this.cost < Number.POSITIVE_INFINITY
  }

  /** Keeps an assignment that fits, if it is better. */
  offer(choice: Int32Array, cost: number): void {
    if (cost >= this.cost) return
    this.cost = cost
    this.choice.set(choice)
    this.#told?.()
  }

  /** Notes a bound computed in floating point: costs are integers, so it may be rounded up. */
  raise(bound: number): void {
    this.prove(Math.ceil(bound - this.tolerance))
  }

  /** Notes that no assignment costs less than an integer. */
  prove(bound: number): void {
    if (!(bound > this.bound)) return
    this.bound = Math.min(bound, this.cost)
    this.#told?.()
  }
}
