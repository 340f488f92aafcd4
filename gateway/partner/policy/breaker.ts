import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
} from 'cockatiel'
import type { PartnerReport } from '../../../platform/registry/report.js'
import { PartnerFailure } from '../failure.js'
import type { PolicySettings } from './settings.js'

export interface Breaker {
  state(): PartnerReport['breaker']
  /**
   * Does the work, unless too much of it has failed lately.
   *
   * @param work told whether it is the probe on which it depends if the breaker closes again
   * @throws PartnerFailure BREAKER_OPEN
   */
  execute<T>(work: (isProbe: boolean) => Promise<T>): Promise<T>
}

const states: Record<CircuitState, PartnerReport['breaker']> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
}

/** A circuit breaker for one partner: while it is open, nothing is asked but one probe after each pause. */
export function createBreaker(settings: PolicySettings['breaker']): Breaker {
  const { lastRequests, failureShare, leastRequests, firstPauseMs, longestPauseMs } = settings
  const policy = circuitBreaker(handleWhen(isOfPartner), {
    breaker: new CountBreaker({
      size: lastRequests,
      threshold: failureShare,
      minimumNumberOfCalls: leastRequests,
    }),
    halfOpenAfter: new ExponentialBackoff({
      generator: noJitterGenerator,
      initialDelay: firstPauseMs,
      maxDelay: longestPauseMs,
    }),
  })
  return {
    state: () => states[policy.state],
    execute: async (work) => {
      // The package would let others wait for the probe, which may take as long as the partner is given.
      if (policy.state === CircuitState.HalfOpen) throw open()
      try {
        return await policy.execute(() => work(policy.state === CircuitState.HalfOpen))
      } catch (error) {
        throw error instanceof BrokenCircuitError ? open() : error
      }
    },
  }
}

/** Whether a failure says something about the partner, and not about the load or the client. */
function isOfPartner(error: unknown): boolean {
  return error instanceof PartnerFailure && error.kind !== 'OVERLOADED' && error.kind !== 'CANCELLED'
}

function open(): PartnerFailure {
  return new PartnerFailure(
    'BREAKER_OPEN',
    'It has failed too often lately; it is asked again after a pause.',
  )
}
