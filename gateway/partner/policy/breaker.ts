import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBreaker,
  noJitterGenerator,
} from 'cockatiel'
import type { PartnerReport } from '../../../platform/registry/report.js'
import { PartnerFailure } from '../failure.js'
import type { PolicySettings } from './settings.js'
import { createSilence, type Silence } from './silence.js'

export interface Probe<T> {
  /** On which it depends if the breaker closes again. */
  outcome: Promise<T>
  /** What is given back, which may be there before. */
  answer: Promise<T>
}

export interface Breaker {
  state(): PartnerReport['breaker']
  /**
   * Does the work, unless too much of it has failed lately.
   *
   * @param probe does it in the place of `work` if it is to show whether the breaker can close again
   * @throws PartnerFailure BREAKER_OPEN
   */
  execute<T>(work: () => Promise<T>, probe: () => Probe<T>): Promise<T>
}

const states: Record<CircuitState, PartnerReport['breaker']> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
}

/** A circuit breaker for one partner: while it is open, nothing is asked but one probe after each pause. */
export function createBreaker(settings: PolicySettings['breaker']): Breaker {
  const { lastRequests, failureShare, leastRequests, timeoutsInRow, firstPauseMs, longestPauseMs } = settings
  const silence = createSilence(timeoutsInRow)
  const policy = circuitBreaker(handleWhen(isOfPartner), {
    breaker: openedByEither(
      new CountBreaker({
        size: lastRequests,
        threshold: failureShare,
        minimumNumberOfCalls: leastRequests,
      }),
      silence,
    ),
    halfOpenAfter: new ExponentialBackoff({
      generator: noJitterGenerator,
      initialDelay: firstPauseMs,
      maxDelay: longestPauseMs,
    }),
  })
  return {
    state: () => states[policy.state],
    execute: async <T>(work: () => Promise<T>, probe: () => Probe<T>) => {
      // The package would let others wait for the probe, which may take as long as the partner is given.
      if (policy.state === CircuitState.HalfOpen) throw open()
      const probed = Promise.withResolvers<T>()
      const done = policy.execute(() => {
        if (policy.state !== CircuitState.HalfOpen) return silence.watch(work())
        const { outcome, answer } = probe()
        probed.resolve(answer)
        return outcome
      })
      try {
        return await Promise.race([done, probed.promise])
      } catch (error) {
        throw error instanceof BrokenCircuitError ? open() : error
      }
    },
  }
}

/** For a partner that was well for long it takes long until a share of failures is reached. */
function openedByEither(share: CountBreaker, silence: Silence): IBreaker {
  return {
    state: undefined,
    success: (state) => {
      share.success(state)
      silence.end()
    },
    failure: (state) => share.failure(state) || silence.isLong(),
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
