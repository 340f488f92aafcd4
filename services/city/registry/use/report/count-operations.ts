import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { OperationRoom } from '../../../../../platform/registry/operation-room.js'
import type { OperationReport } from '../../../../../platform/registry/report.js'
import { dailyRoom, withinRoom } from './room.js'

/**
 * Adds to how often operations were executed on a day.
 *
 * @returns how many were left out, for there is no room for more new ones that day
 */
export async function countOperations(
  transaction: Transaction,
  operations: readonly OperationReport[],
  day: string,
): Promise<number> {
  if (operations.length === 0) return 0
  const known = await knownAmong(transaction, operations)
  const counted = withinRoom(operations, known, await roomOn(transaction, day))
  await note(transaction, counted, day)
  return operations.length - counted.length
}

async function knownAmong(
  { rows }: Transaction,
  operations: readonly OperationReport[],
): Promise<Set<string>> {
  const hashes = operations.map(({ hash }) => hash)
  const known = await rows<{ hash: string }>(
    sql`select hash from city.used_operation where hash = any(${hashes}::text[])`,
  )
  return new Set(known.map(({ hash }) => hash))
}

async function roomOn({ rows }: Transaction, day: string): Promise<OperationRoom> {
  const [taken] = await rows<OperationRoom>(sql`
    select count(*)::int as operations, coalesce(sum(octet_length(text)), 0)::float8 as bytes
    from city.used_operation where first_day = ${day} and app_id is null`)
  return {
    operations: dailyRoom.operations - (taken?.operations ?? 0),
    bytes: dailyRoom.bytes - (taken?.bytes ?? 0),
  }
}

/** In one order, so that two gateways' reports wait for each other instead of getting in each other's way. */
async function note(
  { rows }: Transaction,
  operations: readonly OperationReport[],
  day: string,
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(operations)}::jsonb)
    as o(hash text, text text, name text, app text, count bigint)`
  await rows(sql`
    insert into city.used_operation as u (hash, text, name, app_id, first_day, last_day)
    select hash, text, name, app, ${day}::date, ${day}::date from ${given} order by hash
    on conflict (hash) do update set last_day = greatest(u.last_day, excluded.last_day),
      app_id = coalesce(excluded.app_id, u.app_id)
    where u.last_day < excluded.last_day or u.app_id is distinct from coalesce(excluded.app_id, u.app_id)`)
  await rows(sql`
    insert into city.operation_use as u (hash, day, count)
    select hash, ${day}::date, count from ${given} order by hash
    on conflict (hash, day) do update set count = u.count + excluded.count`)
}
