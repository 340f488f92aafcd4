import { type RawBuilder, sql } from 'kysely'
import { isNear } from '../../../platform/graph/place.js'
import { covers } from '../calendar/period.js'
import { skillAndBelow } from '../skill/skill.queries.js'
import type { GoodsFilter } from './goods.type.js'
import { GoodsStatus } from './goods-status.js'

/** SQL: the columns of `Goods` from the rows `o`. */
export const goodsColumns = sql`o.id, json_build_object('title', o.title) as texts, o.kind,
  json_build_object('amount', trim_scale(o.amount)::text, 'unit', o.unit) as quantity, o.splittable,
  case when o.smallest_lot is not null
    then json_build_object('amount', trim_scale(o.smallest_lot)::text, 'unit', o.unit) end as "smallestLot",
  o.availability, o.skills as "skillIds", o.status, o.withdrawal_reason as "withdrawalReason", o.version,
  o.updated_at as "updatedAt", exists (
    select from city.organization town where town.id = o.organization_id and town.kind = 'TOWN') as town,
  o.valid_from as "validFrom", o.valid_to as "validTo", o.radius_metres as radius,
  case when o.lat is not null then json_build_object('lat', o.lat, 'lon', o.lon) end as location,
  o.organization_id as "organizationId", o.district_id as "districtId"`

/**
 * SQL: which of the rows `o` the filter wants, but for its text.
 *
 * @throws GraphQLError BAD_USER_INPUT if the circle or the day is none
 */
export function goodsConditions(filter: GoodsFilter | null): RawBuilder<unknown>[] {
  const { kind, district, organization, skill, near, validAt, status = [GoodsStatus.OPEN] } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = [hasStatus(status)]
  if (kind) conditions.push(sql`o.kind = ${kind}`)
  if (district) conditions.push(sql`o.district_id = ${district}`)
  if (organization) conditions.push(sql`o.organization_id = ${organization}`)
  if (skill) conditions.push(sql`o.skills && ${skillAndBelow(skill)}`)
  if (near) conditions.push(isNear(sql`o.lat`, sql`o.lon`, near))
  if (validAt) conditions.push(covers(sql`o.valid_from`, sql`o.valid_to`, validAt))
  return conditions
}

/** One state is compared by itself, for then an index gives the rows in their order. */
function hasStatus(statuses: readonly GoodsStatus[]): RawBuilder<unknown> {
  const [only] = statuses
  return only !== undefined && statuses.length === 1
    ? sql`o.status = ${only}`
    : sql`o.status = any(${[...statuses]}::text[])`
}
