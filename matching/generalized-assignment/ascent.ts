/** A concave function to be maximised, such as a lower bound in the prices of a relaxation. */
export interface Concave {
  /** The coordinates that vary: the first `count` of `coordinate`. */
  readonly coordinate: Int32Array
  readonly count: number
  /** No coordinate goes below it. */
  readonly least: number
  /** The value at the point; writes a supergradient, at the coordinates that vary. */
  evaluate(point: Float64Array, gradient: Float64Array): number
}

export interface AscentLimits {
  /** How far above the first value the greatest is thought to lie: doubled once reached, halved where out of reach. */
  gap: number
  /** Ends when the gap has come down to this. */
  leastGap: number
  /** The most evaluations. */
  rounds: number
  /** Evaluations without progress before the gap is halved. */
  patience: number
  /** Whether directions remember those before: faster in the long run, but it moves every coordinate. */
  deflected: boolean
  /** Looks at every value; false ends the ascent. */
  goesOn(value: number): boolean
}

/**
 * A subgradient method with deflected directions (Camerini, Fratta and Maffioli, Mathematical Programming Study 3, 1975)
 * whose steps aim at a level above the best value (Goffin and Kiwiel, Mathematical Programming 85, 1999). Keeps its
 * vectors from one climb to the next.
 */
export class Ascent {
  readonly #best: Float64Array
  readonly #gradient: Float64Array
  readonly #direction: Float64Array

  constructor(size: number) {
    this.#best = new Float64Array(size)
    this.#gradient = new Float64Array(size)
    this.#direction = new Float64Array(size)
  }

  /** Climbs from `point`, which ends as the best point found; returns its value. */
  climb(concave: Concave, point: Float64Array, limits: AscentLimits): number {
    const { coordinate, count } = concave
    let bestValue = Number.NEGATIVE_INFINITY
    let levelValue = Number.NEGATIVE_INFINITY
    let { gap } = limits
    let idle = 0
    clear(this.#direction, coordinate, count)
    for (let round = 0; round < limits.rounds && gap >= limits.leastGap; round++) {
      const value = concave.evaluate(point, this.#gradient)
      if (value > bestValue) {
        bestValue = value
        copy(point, this.#best, coordinate, count)
      }
      if (!limits.goesOn(value)) break
      if (bestValue >= levelValue + gap / 4) {
        if (bestValue >= levelValue + gap) gap *= 2
        levelValue = bestValue
        idle = 0
      } else if (++idle >= limits.patience) {
        gap /= 2
        idle = 0
        levelValue = bestValue
        copy(this.#best, point, coordinate, count)
        clear(this.#direction, coordinate, count)
        continue
      }
      const length = limits.deflected ? this.#deflect(coordinate, count) : this.#follow(coordinate, count)
      if (length === 0) break
      this.#step(point, concave, (bestValue + gap - value) / length)
    }
    copy(this.#best, point, coordinate, count)
    return bestValue
  }

  /** Turns the direction toward the gradient, without a component against it; its squared length. */
  #deflect(coordinate: Int32Array, count: number): number {
    const direction = this.#direction
    const gradient = this.#gradient
    let product = 0
    let square = 0
    for (let i = 0; i < count; i++) {
      const at = coordinate[i] as number
      const old = direction[at] as number
      product += old * (gradient[at] as number)
      square += old * old
    }
    const kept = square > 0 && product < 0 ? (-1.5 * product) / square : 0
    let length = 0
    for (let i = 0; i < count; i++) {
      const at = coordinate[i] as number
      const next = (gradient[at] as number) + kept * (direction[at] as number)
      direction[at] = next
      length += next * next
    }
    return length
  }

  /** Makes the gradient the direction; its squared length. */
  #follow(coordinate: Int32Array, count: number): number {
    let length = 0
    for (let i = 0; i < count; i++) {
      const at = coordinate[i] as number
      const next = this.#gradient[at] as number
      this.#direction[at] = next
      length += next * next
    }
    return length
  }

  #step(point: Float64Array, { coordinate, count, least }: Concave, length: number): void {
    for (let i = 0; i < count; i++) {
      const at = coordinate[i] as number
      point[at] = Math.max(least, (point[at] as number) + length * (this.#direction[at] as number))
    }
  }
}

function copy(from: Float64Array, to: Float64Array, coordinate: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) to[coordinate[i] as number] = from[coordinate[i] as number] as number
}

function clear(vector: Float64Array, coordinate: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) vector[coordinate[i] as number] = 0
}
