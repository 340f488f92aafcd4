import type { Config } from '../config/config.js'
import type { Database } from '../database/database.js'
import type { Logger } from '../telemetry/logger.js'

/** What a job works with during one run. */
export interface JobContext {
  config: Config
  database: Database
  logger: Logger
  /** Moment the run is for; a job asks no other clock. */
  now: Date
  /** Aborted when the service stops. */
  signal: AbortSignal
}

/** Something a service does by itself, again and again. Several processes may run it at once. */
export interface Job {
  name: string
  /** Pause between the end of a run and the next one, ms. */
  everyMs: number
  run(context: JobContext): Promise<void>
}

/** Runs jobs until the signal is aborted. A run that fails is logged, and tried again after the usual pause. */
export function startJobs(
  jobs: readonly Job[],
  { clock, ...context }: Omit<JobContext, 'now'> & { clock: () => Date },
): void {
  for (const job of jobs) {
    const { logger, signal } = context
    const run = async () => {
      try {
        await job.run({ ...context, now: clock() })
      } catch (error) {
        if (!signal.aborted) logger.error({ error, job: job.name }, `the job "${job.name}" failed`)
      }
      if (!signal.aborted) timer = setTimeout(run, job.everyMs)
    }
    let timer = setTimeout(run, job.everyMs)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }
}
