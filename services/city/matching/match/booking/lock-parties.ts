import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'

/**
 * Locks a need and a resource, and who stands behind them, before anything is promised between them or given back: in the
 * order everybody locks in (see migrations/booking-triggers.ts).
 */
export async function lockParties(
  { rows }: Pick<Transaction, 'rows'>,
  { needId, resourceId }: { needId: string; resourceId: string },
): Promise<void> {
  await rows(sql`select city.lock_parties(${needId}, ${resourceId})`)
}

/** Locks resources and then needs, each in the order of their ids. */
export async function lockGoods(
  { rows }: Pick<Transaction, 'rows'>,
  { needIds, resourceIds }: { needIds: readonly string[]; resourceIds: readonly string[] },
): Promise<void> {
  await rows(sql`select from city.resource where id = any(${[...resourceIds]}::text[])
    order by id for no key update`)
  await rows(sql`select from city.need where id = any(${[...needIds]}::text[]) order by id for no key update`)
}
