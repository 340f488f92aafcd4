import { type Limits, usualWork } from './limits.js'

/** How many steps pass between two looks at the clock: a millisecond or two. */
const stepsPerLook = 200_000
/** Steps in a millisecond that any machine is thought to take; only the methods' shares of a run depend on it. */
const stepsPerMs = 100_000

/** What ended a search before its end. */
export type Stopped = 'EXHAUSTED' | 'TIME' | 'CANCELLED'

/**
 * What a run has spent. Work is counted in steps, passes through an inner loop, which are the same on every machine;
 * the clock and the caller's cancel only cut it short.
 */
export class Effort {
  /** Steps taken so far. */
  spent = 0
  /** Why the run must end; absent while it may go on. */
  stopped: Stopped | undefined
  /** The steps to be shared out among the methods. */
  readonly planned: number
  #nextLook = 0
  readonly #limits: Limits
  readonly #work: number
  readonly #deadline: number

  constructor(limits: Limits) {
    this.#limits = limits
    this.#work = limits.work ?? usualWork
    this.#deadline = limits.now() + limits.timeMs
    this.planned = Math.min(this.#work, limits.timeMs * stepsPerMs)
  }

  /** Counts steps. True while the run may go on. */
  spend(steps: number): boolean {
    this.spent += steps
    if (this.spent >= this.#nextLook) this.#look()
    return this.stopped === undefined
  }

  #look(): void {
    this.#nextLook = this.spent + stepsPerLook
    if (this.#limits.stop?.()) this.stopped = 'CANCELLED'
    else if (this.#limits.now() >= this.#deadline) this.stopped = 'TIME'
    else if (this.spent >= this.#work) this.stopped = 'EXHAUSTED'
  }
}
