import type { Config } from '../config/config.js'
import type { Database } from '../database/database.js'
import { hearNotifications } from '../database/notifications.js'
import type { Logger } from '../telemetry/logger.js'

/** What a job works with during one run. */
export interface JobContext {
  config: Config
  database: Database
  logger: Logger
  /** Moment the run began; a job asks no other clock, unless it is one that lasts. */
  now: Date
  /** For runs that last long enough for `now` to become wrong. */
  clock: () => Date
  /** Aborted when the service stops. */
  signal: AbortSignal
}

/** Something a service does by itself, again and again. Several processes may run it at once. */
export interface Job {
  name: string
  /** Pause between the end of a run and the next one, ms. */
  everyMs: number
  /** Channel of PostgreSQL (NOTIFY) that ends the pause; the pause is then only for what was not heard. */
  wokenBy?: string
  run(context: JobContext): Promise<void>
}

export interface JobParts extends Omit<JobContext, 'now'> {
  /** Database address for the connection that hears notifications. */
  databaseUrl: string
}

/** Runs jobs until the signal is aborted. A run that fails is logged, and tried again after the usual pause. */
export function startJobs(jobs: readonly Job[], { databaseUrl, ...context }: JobParts): void {
  const { logger, signal } = context
  const wakers = new Map<string, (() => void)[]>()
  for (const job of jobs) {
    const wake = keepRunning(job, context)
    if (job.wokenBy !== undefined) wakers.set(job.wokenBy, [...(wakers.get(job.wokenBy) ?? []), wake])
  }
  if (wakers.size === 0) return
  void hearNotifications({
    url: databaseUrl,
    channels: [...wakers.keys()],
    heard: (channel) => {
      for (const wake of wakers.get(channel) ?? []) wake()
    },
    logger,
    signal,
  })
}

/** @returns ends the pause; during a run, what follows it begins at once */
function keepRunning(job: Job, context: Omit<JobContext, 'now'>): () => void {
  const { logger, signal, clock } = context
  let running = false
  let woken = false
  let timer: NodeJS.Timeout
  const run = async () => {
    running = true
    woken = false
    try {
      await job.run({ ...context, now: clock() })
    } catch (error) {
      if (!signal.aborted) logger.error({ error, job: job.name }, `the job "${job.name}" failed`)
      woken = false
    }
    running = false
    if (!signal.aborted) timer = setTimeout(run, woken ? 0 : job.everyMs)
  }
  timer = setTimeout(run, job.everyMs)
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  return () => {
    woken = true
    if (running || signal.aborted) return
    clearTimeout(timer)
    timer = setTimeout(run, 0)
  }
}
