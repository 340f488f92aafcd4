import { type RawBuilder, sql } from 'kysely'
import type { Openness } from '../../../../matching/availability/open-windows.js'
import type { Goods } from '../../../../matching/problem.js'
import { engineAmount } from './amount.js'

/** What the engine is to know of a need or a resource, as it is read. */
export type GoodsRow = Omit<Goods, 'amount' | 'smallestLot' | 'openness'> &
  Openness & { amount: string; smallestLot: string | null }

/** SQL: the columns of `GoodsRow` from the rows `g`, but for the place. */
export const engineGoodsColumns: RawBuilder<unknown> = sql`g.id, g.organization_id as "organizationId", g.kind, g.unit,
  g.amount::text, g.splittable, g.smallest_lot::text as "smallestLot", g.availability, g.valid_from as "validFrom",
  g.valid_to as "validTo", g.radius_metres as radius, g.skills`

/** SQL: whether the need or resource `g` is to be had on a day or later, `YYYY-MM-DD`. */
export function isStillOpen(today: string): RawBuilder<boolean> {
  return sql`(g.status = 'OPEN' and (g.valid_to is null or g.valid_to >= ${today}::date))`
}

/** The same for the engine. */
export function engineGoods<Row extends GoodsRow>({
  amount,
  smallestLot,
  availability,
  validFrom,
  validTo,
  ...rest
}: Row) {
  return {
    ...rest,
    amount: engineAmount(amount),
    smallestLot: smallestLot === null ? null : engineAmount(smallestLot),
    openness: { availability, validFrom, validTo },
  }
}
