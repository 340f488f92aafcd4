import { sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import type { Job } from '../../../platform/service/job.js'

/** Days an account may wait for its address to be confirmed before its data are forgotten. */
const unconfirmedDays = 7
/** Days a retry with the same idempotency key gets the first answer. */
const answerDays = 30

/** Removes what is over: sessions, links, counted tries, answers for retries, and accounts nobody confirmed. */
export const forgetExpired: Job = {
  name: 'forget-expired',
  everyMs: 3_600_000,
  async run({ database, now }) {
    await database.rows(sql`delete from identity.session where expires_at <= ${now}`)
    await database.rows(sql`delete from identity.verification where expires_at <= ${now}`)
    await database.rows(sql`delete from identity.rate_limit where ends_at <= ${now}`)
    await database.rows(
      sql`delete from identity.idempotent_answer where at <= ${daysBefore(now, answerDays)}`,
    )
    const since = daysBefore(now, unconfirmedDays)
    const context = { caller: systemCaller('forget-expired'), database, requestId: 'forget-expired', now }
    await change(context, { action: 'forgetUnconfirmed', input: null }, async ({ rows }) => {
      await rows(sql`delete from identity.account where not email_verified and created_at <= ${since}`)
    })
  },
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 3_600_000)
}
