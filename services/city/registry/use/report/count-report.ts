import { sql } from 'kysely'
import type { Database, Transaction } from '../../../../../platform/database/database.js'
import type { GatewayReport } from '../../../../../platform/registry/report.js'
import { dayOf } from '../day.js'
import { countHealth } from '../health/count-health.js'
import { countFields } from './count-fields.js'
import { countOperations } from './count-operations.js'

/** How far back a report may reach: a gateway that could not report for longer counts for the oldest minute, ms. */
const oldestMs = 23 * 60 * 60_000

/**
 * Adds a gateway's report to what is known, in one transaction; one that was counted before changes nothing.
 *
 * @returns how many operations were left out, for there were too many new ones
 */
export function countReport(
  database: Pick<Database, 'transaction'>,
  report: GatewayReport,
  now: Date,
): Promise<{ left: number }> {
  return database.transaction(async (transaction) => {
    if (!(await isNew(transaction, report, now))) return { left: 0 }
    const at = momentOf(report, now)
    await countHealth(transaction, report, at)
    const left = await countOperations(transaction, report.operations, dayOf(at))
    await countFields(transaction, report.fields, dayOf(at))
    return { left }
  })
}

/** Two of the same report at the same time wait for each other here. */
async function isNew(
  { rows }: Transaction,
  { gateway, sequence }: GatewayReport,
  now: Date,
): Promise<boolean> {
  const noted = await rows(sql`
    insert into city.reporting_gateway as g (id, sequence, reported_at) values (${gateway}, ${sequence}, ${now})
    on conflict (id) do update set sequence = excluded.sequence, reported_at = excluded.reported_at
    where g.sequence < excluded.sequence returning 1`)
  return noted.length > 0
}

/** The end of its time, as far as the gateway's clock can be believed. */
function momentOf({ to }: GatewayReport, now: Date): Date {
  const said = new Date(to).getTime()
  return new Date(Math.min(now.getTime(), Math.max(said, now.getTime() - oldestMs)))
}
