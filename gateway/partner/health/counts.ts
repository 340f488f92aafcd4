import { latencyBoundsMs, type PartnerReport } from '../../../platform/registry/report.js'
import type { PartnerFailure, PartnerFailureKind } from '../failure.js'
import { createViolations } from './violations.js'

/** What became of the requests to one partner since its last report. */
export interface PartnerCounts {
  requested(): void
  retried(): void
  /** @param durationMs from the request's first byte to the answer's last */
  answered(durationMs: number): void
  failed(failure: PartnerFailure): void
  /** A value is not what the partner's schema says. */
  violated(coordinate: string, problem: string): void
  /** Begins anew, with what has been counted until now. */
  take(): Omit<PartnerReport, 'name' | 'breaker'>
}

const longestMessage = 500

export function createCounts(clock: () => Date): PartnerCounts {
  const violations = createViolations()
  let current = nothing()
  return {
    requested: () => {
      current.requests++
    },
    retried: () => {
      current.retries++
    },
    answered: (durationMs) => {
      const bucket = latencyBoundsMs.findIndex((bound) => durationMs <= bound)
      const index = bucket === -1 ? latencyBoundsMs.length : bucket
      current.latencies[index] = (current.latencies[index] ?? 0) + 1
      current.lastAnswerAt = clock().toISOString()
    },
    failed: ({ kind, message }) => {
      if (kind === 'CANCELLED') return
      current.failures[kind] = (current.failures[kind] ?? 0) + 1
      current.lastFailure = shownFailure(kind, message, clock())
    },
    violated: violations.add,
    take: () => {
      const taken = { ...current, violations: violations.take() }
      current = nothing()
      return taken
    },
  }
}

function nothing(): Omit<PartnerReport, 'name' | 'breaker' | 'violations'> {
  return {
    requests: 0,
    failures: {},
    retries: 0,
    latencies: Array.from({ length: latencyBoundsMs.length + 1 }, () => 0),
    lastFailure: null,
    lastAnswerAt: null,
  }
}

function shownFailure(kind: PartnerFailureKind, message: string, at: Date): PartnerReport['lastFailure'] {
  return { at: at.toISOString(), kind, message: message.slice(0, longestMessage) }
}
