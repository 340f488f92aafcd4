import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'
import type { List } from '../../../../../platform/graph/list.js'
import { townZone } from '../../../../../platform/town/zone.js'
import { publicStatuses } from '../../../initiative/initiative-status.js'
import type { Period } from '../period.js'
import type { FairnessIndex } from './fairness.type.js'
import { jainIndex, type Shares } from './jain-index.js'

/** SQL: what is added up. */
const ofAll = sql`organization_id, kind, unit`
const ofMonth = sql`${ofAll}, month`

/** How evenly it was shared in the whole period, and then in each month in which somebody asked, in order. */
export async function fairnessIndexes({ rows }: Database, period: Period): Promise<FairnessIndex[]> {
  const found = await rows<Shares & { month: string | null }>(sql`
    with share as (
      select organization_id, month, avg(got / asked)::float8 as part
      from (${asked(period, ofMonth, sql`grouping sets ((${ofMonth}), (${ofAll}))`)}) a
      group by organization_id, month
    )
    select month, count(*)::int as count, sum(part) as sum, sum(part * part) as "sumOfSquares"
    from share group by month order by month nulls first`)
  return found.map(({ month, ...shares }) => ({
    month,
    organizations: shares.count,
    index: jainIndex(shares),
  }))
}

/** What organizations asked for and got, those that got the smallest share first, as a list to take pages of. */
export function organizationFairnessList(period: Period, { byMonth }: { byMonth: boolean }): List {
  return {
    columns: sql`a.organization_id as "organizationId", a.kind, a.unit, ${byMonth ? sql`a.month` : sql`null as month`},
      trim_scale(a.asked)::text as asked, trim_scale(a.got)::text as got, trim_scale(a.waiting)::text as waiting,
      (a.got / a.asked)::float8 as share`,
    from: sql`(${asked(period, byMonth ? ofMonth : ofAll)}) a`,
    order: [
      { by: sql`(a.got / a.asked)::float8`, type: 'double precision' },
      { by: sql`a.organization_id`, type: 'text' },
      { by: sql`a.kind`, type: 'text' },
      { by: sql`a.unit`, type: 'text' },
      ...(byMonth ? [{ by: sql`a.month`, type: 'text' } as const] : []),
    ],
  }
}

/** SQL: what was asked for by needs stated in the period, and what of it was promised, added up by a key. */
function asked(
  { from, to }: Period,
  columns: RawBuilder<unknown>,
  grouping: RawBuilder<unknown> = columns,
): RawBuilder<unknown> {
  const midnight = (day: RawBuilder<unknown>) => sql`(${day}::timestamp at time zone ${townZone})`
  return sql`
    select ${columns}, sum(amount) as asked, sum(got) as got, sum(waiting) as waiting
    from (
      select n.organization_id, n.kind, n.unit, n.amount,
        to_char(n.created_at at time zone ${townZone}, 'YYYY-MM') as month,
        coalesce(promised.got, 0) as got, coalesce(promised.waiting, 0) as waiting
      from city.need n
      join city.initiative i on i.id = n.initiative_id and i.status = any(${[...publicStatuses]}::text[])
      left join (
        select m.need_id, sum(m.amount) filter (where m.status = 'CONFIRMED') as got,
          sum(m.amount) filter (where m.status = 'ACCEPTED') as waiting
        from city.match m where m.status in ('ACCEPTED', 'CONFIRMED') group by m.need_id
      ) promised on promised.need_id = n.id
      where n.status = 'OPEN' and n.created_at >= ${midnight(sql`${from}::date`)}
        and n.created_at < ${midnight(sql`(${to}::date + 1)`)}
    ) need group by ${grouping}`
}
