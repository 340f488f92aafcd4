import { sql } from 'kysely'
import { dayMs } from '../../../../matching/availability/wall-clock.js'
import type { Transaction } from '../../../../platform/database/database.js'

/**
 * How much of what it asked for each organization got lately, 0 to 1000; an organization that is not in it, nothing.
 * What was promised in the last days counts against what is open or was met then, each kind and unit by itself: shares
 * of euros and of hours are never added, their mean is taken.
 */
export async function receivedByOrganizations(
  { rows }: Pick<Transaction, 'rows'>,
  { now, days }: { now: Date; days: number },
): Promise<Map<string, number>> {
  const since = new Date(now.getTime() - days * dayMs)
  const shares = await rows<{ id: string; received: number }>(sql`
    with got as (
      select m.need_id, sum(m.amount) as amount from city.match m
      where m.status in ('ACCEPTED', 'CONFIRMED') and m.accepted_at >= ${since} group by m.need_id
    ), share as (
      select n.organization_id, least(1, coalesce(sum(got.amount), 0) / sum(n.amount)) as part
      from city.need n left join got on got.need_id = n.id
      where n.status = 'OPEN' or got.need_id is not null
      group by n.organization_id, n.kind, n.unit
    )
    select organization_id as id, round(1000 * avg(part))::int as received from share
    group by organization_id having max(part) > 0`)
  return new Map(shares.map(({ id, received }) => [id, received]))
}
