import { DeliveryState } from './delivery-state.js'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Pauses after the first, second, … failed attempt, ms: nothing is given up in less than 46 hours. */
const pauses = [
  ...[5 * second, 30 * second, 2 * minute, 10 * minute],
  ...[1 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour],
]
/** Part of a pause by which it is longer or shorter, so that what failed together does not come back together. */
const jitter = 0.1

/** When a message is tried again; null when it is not. */
export interface NextAttempt {
  state: DeliveryState
  nextAttemptAt: Date | null
}

/**
 * What follows a failed attempt.
 *
 * @param attempts made so far, the failed one included
 * @param random from 0 to 1
 */
export function afterFailure(attempts: number, now: Date, random: number): NextAttempt {
  const pause = pauses[attempts - 1]
  if (pause === undefined) return { state: DeliveryState.DEAD, nextAttemptAt: null }
  const varied = pause * (1 + jitter * (2 * random - 1))
  return { state: DeliveryState.FAILED, nextAttemptAt: new Date(now.getTime() + varied) }
}
