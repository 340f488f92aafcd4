import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { GatewayReport } from '../../../../../platform/registry/report.js'

/** Adds to how often fields were asked for on a day. */
export async function countFields(
  { rows }: Transaction,
  fields: GatewayReport['fields'],
  day: string,
): Promise<void> {
  if (fields.length === 0) return
  // In one order, so that two gateways' reports wait for each other instead of getting in each other's way.
  await rows(sql`
    insert into city.field_use as u (coordinate, day, count)
    select coordinate, ${day}::date, count
    from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb) as f(coordinate text, count bigint)
    order by coordinate
    on conflict (coordinate, day) do update set count = u.count + excluded.count`)
}
