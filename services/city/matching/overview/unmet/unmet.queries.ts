import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'
import type { List } from '../../../../../platform/graph/list.js'
import { unmetNeedColumns, unmetNeedRows } from '../../run/unmet/unmet-need.queries.js'
import type { UnmetArgs } from './unmet.args.js'
import type { UnmetByReason } from './unmet.type.js'

/** SQL: why the need of `u` stays without all it asks for, as rows of a reason and, for a rule, the nearest miss. */
const reasons = sql`
  select 'NOTHING_OFFERED' as reason, null::jsonb as miss where u.offered = 0
  union all select 'GIVEN_TO_OTHERS', null where u.given_to_others <> '{}'
  union all select obstacle ->> 'rule', obstacle -> 'nearest' -> 0 -> 'miss'
    from jsonb_array_elements(u.obstacles) obstacle
  union all select 'SEVERAL_RULES', null where u.far_off > 0
  union all select 'NOT_ENOUGH', null
    where u.offered > 0 and u.given_to_others = '{}' and u.obstacles = '[]' and u.far_off = 0`

const rowsWithInitiatives = sql`${unmetNeedRows} join city.initiative i on i.id = n.initiative_id`

/** Needs a run left unmet that have not been withdrawn since, by kind and unit, as a list to take pages of. */
export function unmetNeedList(args: UnmetArgs): List {
  return {
    columns: unmetNeedColumns,
    from: rowsWithInitiatives,
    where: conditionsOf(args),
    order: [
      { by: sql`n.kind`, type: 'text' },
      { by: sql`n.unit`, type: 'text' },
      { by: sql`u.need_id`, type: 'text' },
    ],
  }
}

/** How many needs have each reason, and how much they lack, the most frequent first: one statement. */
export function unmetByReason({ rows }: Database, args: UnmetArgs): Promise<UnmetByReason[]> {
  return rows<UnmetByReason>(sql`
    with counted as (
      -- Some rules count in minutes or in days: the median is that of the unit most misses are counted in.
      select why.reason, n.unit, why.miss ->> 'unit' as counted_in, count(*) as needs, sum(u.missing) as missing,
        percentile_disc(0.5) within group (order by (why.miss ->> 'by')::float8) as median
      from ${rowsWithInitiatives} cross join lateral (${reasons}) why
      where ${sql.join([...conditionsOf(args), ofReason(args)], sql` and `)}
      group by 1, 2, 3
    )
    select reason, sum(needs)::int as needs,
      json_build_object('amount', trim_scale(sum(missing))::text, 'unit', unit) as missing,
      (array_agg(case when counted_in is not null then json_build_object('by', median, 'unit', counted_in) end
        order by needs desc, counted_in))[1] as "nearestMiss"
    from counted group by reason, unit order by sum(needs) desc, reason, unit`)
}

/** SQL: one need may have a reason that was asked for and others; only that one is counted. */
function ofReason({ filter }: UnmetArgs): RawBuilder<unknown> {
  return filter?.reason ? sql`why.reason = ${filter.reason}` : sql`true`
}

function conditionsOf({ filter, run }: UnmetArgs): RawBuilder<unknown>[] {
  const { reason, kind, field, district } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = [sql`n.status = 'OPEN'`, sql`u.run_id = ${run ?? lastRun}`]
  if (reason) conditions.push(sql`${reason} in (select why.reason from (${reasons}) why)`)
  if (kind) conditions.push(sql`n.kind = ${kind}`)
  if (field) conditions.push(sql`i.field = ${field}`)
  if (district) conditions.push(sql`n.district_id = ${district}`)
  return conditions
}

const lastRun = sql`(select run.id from city.matching_run run
  where run.status = 'FINISHED' and run.variation is null order by run.created_at desc, run.id desc limit 1)`
