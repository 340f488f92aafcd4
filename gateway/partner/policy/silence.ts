import { PartnerFailure } from '../failure.js'

/** How long a partner has not answered, in requests. */
export interface Silence {
  /** @throws what the work throws */
  watch<T>(work: Promise<T>): Promise<T>
  /** Whether so many were given their whole time without an answer between them. */
  isLong(): boolean
  /** Something else has shown that the partner answers. */
  end(): void
}

/** @param timeoutsInRow after how many it is long */
export function createSilence(timeoutsInRow: number): Silence {
  let timeouts = 0
  return {
    watch: async (work) => {
      try {
        const answer = await work
        timeouts = 0
        return answer
      } catch (error) {
        if (error instanceof PartnerFailure && error.kind === 'TIMEOUT') timeouts++
        throw error
      }
    },
    isLong: () => timeouts >= timeoutsInRow,
    end: () => {
      timeouts = 0
    },
  }
}
