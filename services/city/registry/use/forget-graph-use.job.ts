import { type RawBuilder, sql } from 'kysely'
import { deleteInPortions } from '../../../../platform/database/delete-in-portions.js'
import type { Job } from '../../../../platform/service/job.js'
import { dayOf } from './day.js'

const dayMs = 24 * 60 * 60_000

/**
 * Forgets how partners did after 24 hours, by the day after 30 days, and what was used after 35; so long gateways are
 * told, too, which registered operations were removed.
 */
export const forgetGraphUse: Job = {
  name: 'forget-graph-use',
  everyMs: 60 * 60_000,
  async run({ database, now, signal }) {
    const before = (days: number) => new Date(now.getTime() - days * dayMs)
    const old: [string, RawBuilder<unknown>][] = [
      ['subgraph_health', sql`minute < ${before(1)}`],
      ['subgraph_health_day', sql`day < ${dayOf(before(30))}::date`],
      ['subgraph_violation', sql`day < ${dayOf(before(30))}::date`],
      ['subgraph_state', sql`reported_at < ${before(30)}`],
      ['reporting_gateway', sql`reported_at < ${before(1)}`],
      ['operation_use', sql`day < ${dayOf(before(35))}::date`],
      ['used_operation', sql`last_day < ${dayOf(before(35))}::date`],
      ['field_use', sql`day < ${dayOf(before(35))}::date`],
      ['registered_operation', sql`text is null and changed_at < ${before(35)}`],
    ]
    for (const [name, condition] of old) await deleteInPortions(database, `city.${name}`, condition, signal)
  },
}
