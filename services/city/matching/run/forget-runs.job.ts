import { type RawBuilder, sql } from 'kysely'
import type { Job } from '../../../../platform/service/job.js'

const keptMs = 90 * 24 * 60 * 60_000

/** Rows that are removed in one statement, so that none is held long. */
const atOnce = 5_000
/** Runs, each with what it left unmet. */
const runsAtOnce = 5

/** Forgets after 90 days what was only asked and what was superseded; runs that proposed something stay. */
export const forgetRuns: Job = {
  name: 'forget-matching-runs',
  everyMs: 60 * 60_000,
  async run({ database, now, signal }) {
    const before = new Date(now.getTime() - keptMs)
    const remove = async (most: number, deletion: RawBuilder<unknown>) => {
      let gone: unknown[]
      do gone = await database.rows(sql`${deletion} returning 1`)
      while (gone.length === most && !signal.aborted)
    }
    await remove(
      atOnce,
      sql`delete from city.match where id = any(array(
        select id from city.match
        where status = 'SUPERSEDED' and created_at < ${before} and ended_at < ${before} limit ${atOnce}))`,
    )
    await remove(
      atOnce,
      sql`delete from city.match where id = any(array(
        select id from city.match where status = 'WHAT_IF' and created_at < ${before} limit ${atOnce}))`,
    )
    await remove(
      runsAtOnce,
      sql`delete from city.matching_run where id = any(array(
        select run.id from city.matching_run run
        where run.variation is not null and run.ended_at < ${before}
          and not exists (select from city.match m where m.run_id = run.id)
        limit ${runsAtOnce}))`,
    )
  },
}
