import { sql } from 'kysely'
import type { Job } from '../../../../platform/service/job.js'
import { lockRegistry } from './change-registry.js'

const dayMs = 24 * 60 * 60_000
/** How long it can be looked up what was released. */
const keptDays = 30
/** Releases whose supergraphs are kept in any case, for gateways that have not followed yet. */
const keptSupergraphs = 10

/** Forgets old releases, and what was composed a day ago and is in none of the last ones: it can be composed anew. */
export const forgetReleases: Job = {
  name: 'forget-releases',
  everyMs: 60 * 60_000,
  run: ({ database, now }) =>
    database.transaction(async ({ rows }) => {
      // What a release under way has found composed must be there when it is made.
      await lockRegistry({ rows })
      const yesterday = new Date(now.getTime() - dayMs)
      await rows(sql`delete from city.release where created_at < ${new Date(now.getTime() - keptDays * dayMs)}
        and number < (select max(number) from city.release)`)
      await rows(sql`
        with last as materialized (
          select shares, sandboxes from city.release order by number desc limit ${keptSupergraphs}
        )
        delete from city.supergraph s where s.created_at < ${yesterday} and s.hash not in (
          select jsonb_path_query(last.shares, '$[*].edition.supergraph') #>> '{}' from last
          union all
          select jsonb_path_query(last.sandboxes, '$.*.supergraph') #>> '{}' from last)`)
      await rows(sql`delete from city.composition where created_at < ${yesterday} and problems is not null`)
    }),
}
