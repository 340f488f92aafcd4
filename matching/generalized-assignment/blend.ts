import type { Random } from './random.js'
import type { Relaxation } from './relaxation.js'

/** How much the newest solution of the relaxation counts. */
const newest = 0.03
/** Options that hold less of a job are not drawn. */
const leastShare = 1e-3

/**
 * What share each option has in the relaxation's solutions while its prices converge: an exponential average, that
 * comes near the solution of the relaxed problem, which the single solutions jump around.
 *
 * Barahona and Anbil, The volume algorithm, Mathematical Programming 87 (2000).
 */
export class Blend {
  readonly #relaxation: Relaxation
  readonly #share: Float64Array
  #count = 0

  constructor(relaxation: Relaxation) {
    this.#relaxation = relaxation
    this.#share = new Float64Array(relaxation.domain.instance.job.length)
  }

  /** Takes in the solution the relaxation holds; returns the steps it took. */
  takeIn(): number {
    const share = this.#share
    const { taken } = this.#relaxation
    const part = Math.max(newest, 1 / ++this.#count)
    for (let option = 0; option < share.length; option++) {
      const old = share[option] as number
      share[option] = old + part * ((taken[option] as number) - old)
    }
    return share.length
  }

  /** Draws one of its open options for each job, by their shares; `otherwise` where it is settled, or none has a share. */
  draw(random: Random, otherwise: Int32Array): Int32Array {
    const { domain } = this.#relaxation
    return otherwise.map((other, job) => {
      const likely = domain.optionsOf(job).filter((option) => (this.#share[option] as number) >= leastShare)
      let point = random.fraction() * likely.reduce((sum, option) => sum + (this.#share[option] as number), 0)
      for (const option of likely) {
        point -= this.#share[option] as number
        if (point <= 0) return option
      }
      return other
    })
  }
}
