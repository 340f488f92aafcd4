import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'
import { badInput } from '../../../../../platform/graph/connection.js'
import { townZone } from '../../../../../platform/town/zone.js'
import { dayInTown } from '../../../calendar/today.js'
import { Unit } from '../../../goods/resource-kind.js'
import { hasStatus, OrganizationStatus } from '../../../organization/organization-status.js'
import { monthsOf, wholeOf } from '../period.js'
import { SupplyDimension } from './dimension.js'
import type { SupplyAndDemandArgs, SupplyAndDemandFilter } from './supply-and-demand.args.js'
import type { SupplyAndDemand } from './supply-and-demand.type.js'

/** Most rows one answer has. */
const maxRows = 2_000
const maxDimensions = 3

/** Units of what is there again after use. */
const heldUnits = [Unit.PIECES, Unit.SEATS, Unit.SQUARE_METRES]

/**
 * What is offered and what is needed in a period, by up to three dimensions: one statement.
 *
 * @throws GraphQLError BAD_USER_INPUT for a period or dimensions that cannot be looked at, or too many rows
 */
export async function supplyAndDemand(
  { rows }: Database,
  args: SupplyAndDemandArgs,
  now: Date,
): Promise<SupplyAndDemand[]> {
  const found = await rows(statement(args, dayInTown(now)))
  if (found.length <= maxRows) return found
  throw badInput(
    `These are more than ${maxRows} rows: ask for a shorter period, fewer dimensions, or filter.`,
  )
}

function statement({ from, to, by, filter }: SupplyAndDemandArgs, today: string) {
  if (by.length < 1 || by.length > maxDimensions)
    throw badInput(`"by" names ${by.length} dimensions; name 1 to ${maxDimensions}.`)
  const parts = by.includes(SupplyDimension.MONTH) ? monthsOf({ from, to }) : wholeOf({ from, to })
  const key = keyColumns(by)
  const isOfVerified = hasStatus(OrganizationStatus.VERIFIED, today)
  return sql<SupplyAndDemand>`
    with part as (
      select part.*, tstzrange(part.first::timestamp at time zone ${townZone},
          (part.last + 1)::timestamp at time zone ${townZone}) as during
      from unnest(${parts.map(({ month }) => month)}::text[], ${parts.map((part) => part.from)}::date[],
        ${parts.map((part) => part.to)}::date[]) as part (month, first, last)
    ), slice as materialized (
      select s.resource_id, part.first, min(s.free) as free
      from city.resource_slice s join part on part.during && s.during group by s.resource_id, part.first
    ), supply as (
      select ${key(sql`case when cardinality(g.eligible_fields) = 1 then g.eligible_fields[1] end`)}, g.amount,
        case when slice.free is null then g.amount
          when slice.free < g.amount and g.sharing = 'EXCLUSIVE' and ${isHeld} then 0 else slice.free end as rest
      from city.resource g join city.organization o on o.id = g.organization_id
      join part on ${isIn(from)}
      left join slice on slice.resource_id = g.id and slice.first = part.first
      where g.status = 'OPEN' and ${isOfVerified} and ${isWanted(filter, (fields) => sql`(g.eligible_fields = '{}' or g.eligible_fields && ${fields})`)}
    ), demand as (
      select ${key(sql`i.field`)}, g.amount, coalesce(balance.missing, g.amount) as rest
      from city.need g join city.organization o on o.id = g.organization_id
      join city.initiative i on i.id = g.initiative_id
      join part on ${isIn(from)}
      left join city.need_balance balance on balance.need_id = g.id
      where g.status = 'OPEN' and i.status = 'PUBLISHED' and ${isOfVerified}
        and ${isWanted(filter, (fields) => sql`i.field = any(${fields})`)}
    ), side as (
      select supply.*, true as offers from supply union all select demand.*, false from demand
    )
    select kind, unit, field, district_id as "districtId", month, ${sumOf(true, sql`amount`)} as offered,
      ${sumOf(true, sql`amount - rest`)} as promised, ${sumOf(true, sql`rest`)} as free,
      ${sumOf(false, sql`amount`)} as needed, ${sumOf(false, sql`amount - rest`)} as met,
      ${sumOf(false, sql`rest`)} as missing,
      (count(*) filter (where not offers))::int as needs, (count(*) filter (where offers))::int as resources
    from side group by kind, unit, field, district_id, month
    order by month, kind, unit, field, district_id limit ${maxRows + 1}`
}

const isHeld = sql`g.unit = any(${heldUnits}::text[])`

/** SQL: what a row is added up under; null for what it was not asked by. */
function keyColumns(by: readonly SupplyDimension[]) {
  const asked = (dimension: SupplyDimension, column: RawBuilder<unknown>) =>
    by.includes(dimension) ? column : sql`null::text`
  return (field: RawBuilder<unknown>) => sql`${asked(SupplyDimension.KIND, sql`g.kind`)} as kind, g.unit,
    ${asked(SupplyDimension.FIELD, field)} as field,
    ${asked(SupplyDimension.DISTRICT, sql`g.district_id`)} as district_id, part.month`
}

/** SQL: whether `g` stands in the part: what is held in all it is valid in, what is used up in the first of them. */
function isIn(from: string): RawBuilder<unknown> {
  const begins = sql`coalesce(g.valid_from, '-infinity')`
  return sql`(coalesce(g.valid_to, 'infinity') >= part.first and ${begins} <= part.last
    and (${isHeld} or greatest(${begins}, ${from}::date) >= part.first))`
}

function isWanted(
  filter: SupplyAndDemandFilter | null | undefined,
  hasField: (fields: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { kinds, fields, districts } = filter ?? {}
  const conditions = [sql`true`]
  if (kinds) conditions.push(sql`g.kind = any(${kinds}::text[])`)
  if (fields) conditions.push(sql`${hasField(sql`${fields}::text[]`)}`)
  if (districts) conditions.push(sql`g.district_id = any(${districts}::text[])`)
  return sql.join(conditions, sql` and `)
}

function sumOf(offers: boolean, amount: RawBuilder<unknown>): RawBuilder<unknown> {
  const side = offers ? sql`offers` : sql`not offers`
  return sql`trim_scale(coalesce(sum(${amount}) filter (where ${side}), 0))::text`
}
