import { clipped, type Window } from '../windows.js'

/** Windows of which a part is measured without going through it. */
export class MeasuredWindows {
  readonly #starts: Float64Array
  readonly #ends: Float64Array
  /** Ms of all windows before each, and of all of them. */
  readonly #before: Float64Array

  constructor(readonly windows: readonly Window[]) {
    this.#starts = Float64Array.from(windows, ([from]) => from)
    this.#ends = Float64Array.from(windows, ([, to]) => to)
    this.#before = new Float64Array(windows.length + 1)
    for (const [index, [from, to]] of windows.entries()) {
      this.#before[index + 1] = (this.#before[index] as number) + to - from
    }
  }

  /** Ms from a moment to another. */
  lengthWithin(from: number, to: number): number {
    if (from === -Infinity && to === Infinity) return this.#before[this.windows.length] as number
    return from < to ? this.#lengthUntil(to) - this.#lengthUntil(from) : 0
  }

  within(window: Window): readonly Window[] {
    return clipped(this.windows, window)
  }

  #lengthUntil(moment: number): number {
    const starts = this.#starts
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] as number) < moment) low = middle + 1
      else high = middle
    }
    const after = low === 0 ? 0 : Math.max(0, (this.#ends[low - 1] as number) - moment)
    return (this.#before[low] as number) - after
  }
}
