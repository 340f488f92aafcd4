import { BulkheadRejectedError, bulkhead } from 'cockatiel'
import { PartnerFailure } from '../failure.js'
import type { PolicySettings } from './settings.js'

export interface Turns {
  /**
   * Does the work when it is its turn.
   *
   * @throws PartnerFailure OVERLOADED if too many wait already, or its turn does not come in time
   */
  execute<T>(work: () => Promise<T>): Promise<T>
}

/** A bulkhead: so many at once, some more wait for a while, and what comes then fails without waiting. */
export function createTurns(
  atOnce: number,
  { waitingForEach, longestWaitMs }: PolicySettings['turns'],
): Turns {
  const waiting = atOnce * waitingForEach
  const policy = bulkhead(atOnce, waiting)
  return {
    execute: async (work) => {
      const patience = patienceFor(longestWaitMs)
      try {
        // The package lets nobody who waits leave; who has left does nothing when it is its turn.
        const done = policy.execute(async () => {
          patience.end()
          return work()
        })
        return await Promise.race([done, patience.lost])
      } catch (error) {
        if (!(error instanceof BulkheadRejectedError)) throw error
        throw new PartnerFailure('OVERLOADED', `${atOnce} requests are made and ${waiting} wait already.`)
      } finally {
        clearTimeout(patience.timer)
      }
    },
  }
}

/** Ends a wait that takes too long. */
function patienceFor(ms: number) {
  const failure = new PartnerFailure('OVERLOADED', 'Its turn did not come in time.')
  const { promise: lost, reject } = Promise.withResolvers<never>()
  let isLost = false
  const timer = setTimeout(() => {
    isLost = true
    reject(failure)
  }, ms)
  return {
    timer,
    lost,
    /** To be called when its turn has come. @throws PartnerFailure if that is too late */
    end: () => {
      if (isLost) throw failure
      clearTimeout(timer)
    },
  }
}
