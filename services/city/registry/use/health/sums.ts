import { latencyBoundsMs, type PartnerReport } from '../../../../../platform/registry/report.js'

/** How many failures there were of each kind; kinds that did not occur are absent. */
export type FailureCounts = PartnerReport['failures']

/** What has been counted of a subgraph in some time. */
export interface Sums {
  requests: number
  failures: FailureCounts
  retries: number
  /** Answers in each bucket of `latencyBoundsMs`, and those that took longer. */
  latencies: readonly number[]
}

/** What the counts say, as people read it. */
export interface Figures {
  requests: number
  failures: { kind: keyof FailureCounts; count: number }[]
  retries: number
  /** Share of requests that failed, 0 to 1; null if there were none. */
  errorRate: number | null
  p50Ms: number | null
  p95Ms: number | null
  p99Ms: number | null
}

export function figuresOf({ requests, failures, retries, latencies }: Sums): Figures {
  const counted = Object.entries(failures) as [keyof FailureCounts, number][]
  const failed = counted.reduce((sum, [, count]) => sum + count, 0)
  return {
    requests,
    failures: counted
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    retries,
    errorRate: requests === 0 ? null : Math.min(1, failed / requests),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    p99Ms: percentile(latencies, 0.99),
  }
}

/**
 * The latency that a share of all answers did not exceed, ms, taking answers to be spread evenly over their bucket. What
 * took longer than the last bound counts as that.
 *
 * @param share 0 to 1
 * @returns null if there were no answers
 */
export function percentile(latencies: readonly number[], share: number): number | null {
  const total = latencies.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const wanted = share * total
  let before = 0
  let lower = 0
  for (const [bucket, upper] of latencyBoundsMs.entries()) {
    const count = latencies[bucket] ?? 0
    if (count > 0 && before + count >= wanted) {
      return Math.round((lower + ((upper - lower) * (wanted - before)) / count) * 10) / 10
    }
    before += count
    lower = upper
  }
  return lower
}
