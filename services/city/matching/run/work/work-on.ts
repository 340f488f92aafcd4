import { sql } from 'kysely'
import type { Problem } from '../../../../../matching/problem.js'
import type { JobContext } from '../../../../../platform/service/job.js'
import { loadProblem } from '../../problem/load-problem.js'
import { EngineFailure } from '../engine/engine-failure.js'
import type { FoundPlan } from '../engine/engine-order.js'
import { runEngine } from '../engine/run-engine.js'
import { mostAttempts } from '../limits.js'
import { type Attendance, attend } from './attendance.js'
import { type ClaimedRun, isOurs } from './claimed-run.js'
import { endCancelled, endFailed } from './end-run.js'
import { storePlan } from './store-plan.js'

/**
 * Works on a run until it has ended, or is not this process's any more. What fails outside the engine is thrown: then the
 * run is taken up again once its lease is over.
 */
export async function workOn(context: JobContext, run: ClaimedRun): Promise<void> {
  if (run.isCancelled) return endCancelled(context, run)
  if (run.attempts > mostAttempts) return endFailed(context, run, 'INTERRUPTED')
  const attendance = attend(context, run)
  try {
    const problem = await snapshot(context, run)
    await note(context, run, problem)
    const plan = await planFor(context, run, problem, attendance)
    await attendance.end()
    const standing = await storePlan(context, run, problem, plan)
    if (standing === 'CANCELLED') await endCancelled(context, run)
  } catch (error) {
    await attendance.end()
    await giveUp(context, run, attendance, error)
  }
}

/** What there is, as it was at one moment. */
function snapshot({ database, clock }: JobContext, run: ClaimedRun): Promise<Problem> {
  return database.transaction(async (transaction) => {
    await transaction.rows(sql`set transaction isolation level repeatable read, read only`)
    return loadProblem(transaction, { ...run, now: clock() })
  })
}

async function note(
  { database }: JobContext,
  run: ClaimedRun,
  { needs, resources, horizon: [from, to] }: Problem,
): Promise<void> {
  await database.rows(sql`update city.matching_run run set needs = ${needs.length}, resources = ${resources.length},
    horizon_from = ${new Date(from)}, horizon_to = ${new Date(to)} where ${isOurs(run)}`)
}

function planFor(
  { config }: JobContext,
  { timeLimitMs }: ClaimedRun,
  problem: Problem,
  { signal, report }: Attendance,
): Promise<FoundPlan> {
  const { memoryMegabytes } = config.matching
  return runEngine({ problem, timeMs: timeLimitMs }, { memoryMegabytes, signal, onProgress: report })
}

async function giveUp(
  context: JobContext,
  run: ClaimedRun,
  { signal }: Attendance,
  error: unknown,
): Promise<void> {
  if (signal.reason === 'CANCELLED') return endCancelled(context, run)
  // Another process has it now, or takes it up when this one has stopped.
  if (signal.aborted) return
  if (!(error instanceof EngineFailure)) throw error
  context.logger.error({ error: error.cause ?? error, run: run.id }, 'a matching run failed')
  await endFailed(context, run, error.code)
}
