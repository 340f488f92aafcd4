import { sql } from 'kysely'
import type { TermWeights } from '../../../../../matching/score/terms.js'
import { anonymous } from '../../../../../platform/caller/caller.js'
import type { Change, ChangeContext } from '../../../../../platform/changes/change.js'
import type { JobContext } from '../../../../../platform/service/job.js'
import { leaseMs } from '../limits.js'
import type { RunScope } from '../run-scope.js'
import type { Variation } from '../variation.js'

/** A run this process works on. */
export interface ClaimedRun {
  id: string
  /** Tells this claim from an earlier one, whose process may still think that the run is its own. */
  attempts: number
  scope: RunScope
  variation: Variation | null
  timeLimitMs: number
  policy: { weights: TermWeights; horizonDays: number; fairnessDays: number }
  startedBy: string
  requestId: string
  isCancelled: boolean
}

/**
 * Takes a run for this process alone: the one that waits longest, also one whose process has not been heard of for a
 * while.
 */
export async function claimRun({ database, clock }: JobContext): Promise<ClaimedRun | undefined> {
  const now = clock()
  const [run] = await database.rows<ClaimedRun>(sql`
    update city.matching_run run
    set status = 'RUNNING', attempts = run.attempts + 1, leased_until = ${leaseAt(now)},
      started_at = coalesce(run.started_at, ${now}), step = null, done = null, total = null
    from city.matching_policy p
    where p.version = run.policy_version and run.id = (
      select waiting.id from city.matching_run waiting
      where waiting.status = 'QUEUED'
        or (waiting.status = 'RUNNING' and coalesce(waiting.leased_until < ${now}, true))
      order by waiting.created_at, waiting.id limit 1 for update skip locked)
    returning run.id, run.attempts, run.scope, run.variation, run.time_limit_ms as "timeLimitMs",
      json_build_object('weights', p.weights, 'horizonDays', p.horizon_days, 'fairnessDays', p.fairness_days) as policy,
      run.started_by as "startedBy", run.request_id as "requestId", run.cancel_asked_at is not null as "isCancelled"`)
  return run
}

export function leaseAt(now: Date): Date {
  return new Date(now.getTime() + leaseMs)
}

/** SQL: whether the row `run` is still the one this process has claimed. */
export function isOurs({ id, attempts }: Pick<ClaimedRun, 'id' | 'attempts'>) {
  return sql`run.id = ${id} and run.status = 'RUNNING' and run.attempts = ${attempts}`
}

/** In the name of who started the run, as if the request still lasted. */
export function inNameOf(
  { startedBy, requestId }: ClaimedRun,
  { database, clock }: JobContext,
): ChangeContext {
  return { caller: { ...anonymous, subject: startedBy }, database, requestId, now: clock() }
}

/**
 * Keeps the run from being changed by others until the transaction ends.
 *
 * @returns whether it is still this process's to end; `CANCELLED` if somebody asked to stop it
 */
export async function lockOurs({ rows }: Change, run: ClaimedRun): Promise<'OURS' | 'CANCELLED' | 'LOST'> {
  const [row] = await rows<{ isCancelled: boolean }>(
    sql`select run.cancel_asked_at is not null as "isCancelled" from city.matching_run run
        where ${isOurs(run)} for update`,
  )
  if (row === undefined) return 'LOST'
  return row.isCancelled ? 'CANCELLED' : 'OURS'
}
