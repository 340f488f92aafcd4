/**
 * Numbers that look random and are the same every time: a 32-bit xorshift generator.
 *
 * George Marsaglia, Xorshift RNGs, Journal of Statistical Software 8 (2003).
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0 || 1
  }

  /** An integer from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end)
  }

  /** A number between 0 and 1, neither included. */
  fraction(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return (state >>> 0) / 0x1_0000_0000
  }
}
