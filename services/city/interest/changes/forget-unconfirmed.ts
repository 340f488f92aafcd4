import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { systemCaller } from '../../../../platform/caller/caller.js'
import { change } from '../../../../platform/changes/change.js'
import type { Database } from '../../../../platform/database/database.js'
import { unconfirmedMs } from '../limits.js'

/** Removed in one transaction. */
const batch = 500

/** Removes what nobody has confirmed in time, with the addresses. */
export async function forgetUnconfirmed(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - unconfirmedMs)
  const overdue = sql`select id from city.interest where confirmed_at is null and created_at <= ${before} limit ${batch}`
  if ((await database.rows(overdue)).length === 0) return
  const context = { caller: systemCaller('interests'), database, requestId: randomUUID(), now }
  await change(context, { action: 'forgetUnconfirmedInterests', input: null }, async ({ rows }) => {
    await rows(sql`delete from city.interest where id in (${overdue} for update skip locked)`)
  })
}
