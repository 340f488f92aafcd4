import { type RawBuilder, sql } from 'kysely'
import { deleteInPortions } from '../../../../platform/database/delete-in-portions.js'
import type { Job } from '../../../../platform/service/job.js'

const day = 24 * 60 * 60_000

/**
 * Forgets what is over: what was delivered after 30 days, what was given up after 90; digests and their rounds
 * after 60, which is longer than a digest looks back; answers kept for retries after 30 days, events after 400.
 */
export const forgetOld: Job = {
  name: 'forget-old',
  everyMs: 60 * 60_000,
  async run({ database, now, signal }) {
    const before = (days: number) => new Date(now.getTime() - days * day)
    const old: [string, RawBuilder<unknown>][] = [
      ['webhook_delivery', sql`state = 'DELIVERED' and created_at < ${before(30)}`],
      ['webhook_delivery', sql`state = 'DEAD' and created_at < ${before(90)}`],
      ['decision_mail', sql`state = 'DELIVERED' and created_at < ${before(30)}`],
      ['decision_mail', sql`state = 'DEAD' and created_at < ${before(90)}`],
      ['digest', sql`until < ${before(60)}`],
      ['digest_round', sql`until < ${before(60)}`],
      ['idempotent_answer', sql`at < ${before(30)}`],
      ['event', sql`handed_over_at is not null and at < ${before(400)}`],
    ]
    for (const [name, condition] of old) await deleteInPortions(database, `city.${name}`, condition, signal)
  },
}
