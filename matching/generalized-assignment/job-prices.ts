import { Ascent, type AscentLimits } from './ascent.js'
import type { Relaxation } from './relaxation.js'

export interface PriceLimits extends Omit<AscentLimits, 'goesOn'> {
  /** Called after each evaluation with the bound and the steps it took; false ends. */
  goesOn(bound: number, steps: number): boolean
}

/** Finds prices of the jobs that raise a relaxation's bound. */
export class JobPrices {
  readonly #relaxation: Relaxation
  readonly #ascent: Ascent
  #steps = 0

  constructor(relaxation: Relaxation) {
    this.#relaxation = relaxation
    this.#ascent = new Ascent(relaxation.domain.instance.jobs)
  }

  /** Raises the bound from the prices given; those of free jobs end as the best ones found. Returns the bound. */
  raise(price: Float64Array, limits: PriceLimits): number {
    const { domain } = this.#relaxation
    const concave = {
      coordinate: domain.freeJob,
      count: domain.freeCount,
      least: Number.NEGATIVE_INFINITY,
      evaluate: (point: Float64Array, gradient: Float64Array) => this.#evaluate(point, gradient),
    }
    return this.#ascent.climb(concave, price, {
      ...limits,
      goesOn: (bound) => limits.goesOn(bound, this.#steps),
    })
  }

  #evaluate(point: Float64Array, gradient: Float64Array): number {
    const relaxation = this.#relaxation
    const { freeJob, freeCount } = relaxation.domain
    this.#steps = relaxation.evaluate(point) + 5 * freeCount
    for (let at = 0; at < freeCount; at++) {
      const job = freeJob[at] as number
      gradient[job] = 1 - (relaxation.times[job] as number)
    }
    return relaxation.bound
  }
}
