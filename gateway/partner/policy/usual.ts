import type { PolicySettings } from './settings.js'

/** How long a partner usually takes, by its last answers. */
export interface Usual {
  /** @param ms from the request's first byte to the answer's last */
  answered(ms: number): void
  /** After how long an answer is late, ms; undefined while there are too few to say. */
  limitMs(): number | undefined
}

/**
 * Answers, not seconds, are looked back at: a partner that is asked seldom is known as well as another. It takes few
 * late answers to be given more time, and a whole window of quick ones to lose it again.
 *
 * @param longestMs what a partner is given at most
 */
export function createUsual(
  { lastAnswers, leastAnswers, share, factor, shortestMs }: PolicySettings['patience'],
  longestMs: number,
): Usual {
  const took = new Float64Array(lastAnswers)
  let count = 0
  let known: number | undefined
  return {
    answered: (ms) => {
      took[count % lastAnswers] = ms
      count++
      known = undefined
    },
    limitMs: () => {
      if (count < leastAnswers) return undefined
      known ??= Math.min(longestMs, Math.max(shortestMs, factor * percentile(took.subarray(0, count), share)))
      return known
    },
  }
}

/** By nearest rank. */
function percentile(values: Float64Array, share: number): number {
  return values.toSorted()[Math.ceil(share * values.length) - 1] ?? 0
}
