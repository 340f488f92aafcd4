import { type RawBuilder, sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { Received, ReceivedOfKind } from './received.type.js'

/** SQL: for each need `n`, as `got`, what was confirmed, and what waits to be. */
const ofEachNeed = sql`cross join lateral (
  select coalesce(sum(m.amount) filter (where m.status = 'CONFIRMED'), 0) as confirmed,
    coalesce(sum(m.amount) filter (where m.status = 'ACCEPTED'), 0) as accepted
  from city.match m where m.need_id = n.id and m.status in ('ACCEPTED', 'CONFIRMED')) got`

/** How much each need has got, and lacks. */
export async function receivedOfNeeds(needIds: readonly string[], _: null, { database }: SubgraphContext) {
  const missing = sql`n.amount - got.confirmed - got.accepted`
  const rows = await database.rows<Received & { id: string }>(
    sql`select n.id, ${quantity(sql`got.confirmed`)} as confirmed, ${quantity(sql`got.accepted`)} as accepted,
          ${quantity(missing)} as missing
        from city.need n ${ofEachNeed} where n.id = any(${[...needIds]}::text[])`,
  )
  return inOrderOf(needIds, rows, ({ id }) => id)
}

/** How much each initiative has got of each kind and unit its open needs ask for. */
export async function receivedOfInitiatives(
  initiativeIds: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<ReceivedOfKind[][]> {
  const rows = await database.rows<ReceivedOfKind & { initiativeId: string }>(
    sql`select n.initiative_id as "initiativeId", n.kind, count(*)::int as needs,
          (count(*) filter (where got.confirmed >= n.amount))::int as "needsMet",
          ${quantity(sql`sum(n.amount)`)} as needed, ${quantity(sql`sum(got.confirmed)`)} as confirmed,
          ${quantity(sql`sum(got.accepted)`)} as accepted,
          ${quantity(sql`sum(n.amount - got.confirmed - got.accepted)`)} as missing
        from city.need n ${ofEachNeed}
        where n.initiative_id = any(${[...initiativeIds]}::text[]) and n.status = 'OPEN'
        group by n.initiative_id, n.kind, n.unit order by n.kind, n.unit`,
  )
  return groupedBy(initiativeIds, rows, ({ initiativeId }) => initiativeId)
}

/** SQL: an amount in the unit of the need `n`. */
function quantity(amount: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`json_build_object('amount', trim_scale(${amount})::text, 'unit', n.unit)`
}
