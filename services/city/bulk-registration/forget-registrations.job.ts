import { sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import type { Job } from '../../../platform/service/job.js'

/** Longer than an idempotency key leads to a registration, ms. */
const keptMs = 40 * 24 * 60 * 60_000
/** Registrations forgotten in one transaction; each may have thousands of rows. */
const atOnce = 10

/** Forgets registrations with their rows after 40 days, also those that were never finished. */
export const forgetRegistrations: Job = {
  name: 'forget-registrations',
  everyMs: 60 * 60_000,
  async run({ database, now, signal }) {
    const context = {
      caller: systemCaller('registrations'),
      database,
      requestId: 'forget-registrations',
      now,
    }
    const before = new Date(now.getTime() - keptMs)
    let forgotten: number
    do {
      forgotten = await change(context, { action: 'forgetRegistrations', input: null }, async ({ rows }) => {
        const gone = await rows(sql`delete from city.initiative_registration where id = any(array(
          select id from city.initiative_registration where created_at < ${before}
          order by created_at limit ${atOnce} for update skip locked)) returning id`)
        return gone.length
      })
    } while (forgotten === atOnce && !signal.aborted)
  },
}
