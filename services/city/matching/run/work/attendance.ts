import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Progress } from '../../../../../matching/problem.js'
import { messageOf } from '../../../../../platform/errors/hub-error.js'
import type { JobContext } from '../../../../../platform/service/job.js'
import { type ClaimedRun, isOurs, leaseAt } from './claimed-run.js'

/** How often the run's row is looked at and written, ms. */
const everyMs = 500

/**
 * Why work on a run is given up: somebody asked to stop it, another process has taken it, or this one stops.
 */
export type Interruption = 'CANCELLED' | 'LOST' | 'STOPPING'

/** Keeps a run for this process while it works on it, and shows how far it is. */
export interface Attendance {
  /** Aborted with an `Interruption`. */
  signal: AbortSignal
  report(progress: Progress): void
  /** Looks at the run no more. */
  end(): Promise<void>
}

/** A database that does not answer for a moment is no reason to give up: then the run is kept as long as it was leased. */
export function attend(context: JobContext, run: ClaimedRun): Attendance {
  const giveUp = new AbortController()
  const ended = new AbortController()
  let latest: Progress | null = null
  const stop = () => {
    // At once, for the database is let go of soon: so the next process need not wait until the lease is over.
    void release(context, run).catch(() => {})
    giveUp.abort('STOPPING' satisfies Interruption)
  }
  if (context.signal.aborted) stop()
  else context.signal.addEventListener('abort', stop, { once: true })
  const look = async () => {
    while (!ended.signal.aborted && !giveUp.signal.aborted) {
      const interruption = await renew(context, run, latest)
      if (interruption !== null) giveUp.abort(interruption)
      await sleep(everyMs, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const looking = look()
  return {
    signal: giveUp.signal,
    report: (progress) => {
      latest = progress
    },
    async end() {
      context.signal.removeEventListener('abort', stop)
      ended.abort()
      await looking
    },
  }
}

async function renew(
  { database, clock, logger }: JobContext,
  run: ClaimedRun,
  progress: Progress | null,
): Promise<Interruption | null> {
  const { step = null, done = null, total = null } = progress ?? {}
  try {
    const [row] = await database.rows<{ isCancelled: boolean }>(sql`update city.matching_run run
      set leased_until = ${leaseAt(clock())}, step = ${step}, done = ${done}::int, total = ${total}::int
      where ${isOurs(run)} returning run.cancel_asked_at is not null as "isCancelled"`)
    if (row === undefined) return 'LOST'
    return row.isCancelled ? 'CANCELLED' : null
  } catch (error) {
    logger.warn({ error: messageOf(error), run: run.id }, 'the progress of a matching run is not written')
    return null
  }
}

/** Lets another process take the run at once; this beginning does not count. */
async function release({ database }: JobContext, run: ClaimedRun): Promise<void> {
  await database.rows(sql`update city.matching_run run
    set status = 'QUEUED', leased_until = null, attempts = run.attempts - 1 where ${isOurs(run)}`)
}
