import { type RawBuilder, sql } from 'kysely'
import { isNear } from '../../../platform/graph/place.js'
import { covers } from '../period.js'
import type { GoodsFilter } from './goods.type.js'

/** SQL: the columns of `Goods` from the rows `o`. */
export const goodsColumns = sql`o.id, json_build_object('title', o.title) as texts, o.kind,
  json_build_object('amount', trim_scale(o.amount)::text, 'unit', o.unit) as quantity, o.splittable,
  o.valid_from as "validFrom", o.valid_to as "validTo", o.radius_metres as radius,
  case when o.lat is not null then json_build_object('lat', o.lat, 'lon', o.lon) end as location,
  o.organization_id as "organizationId", o.district_id as "districtId"`

/**
 * SQL: which of the rows `o` the filter wants, but for its text.
 *
 * @throws GraphQLError BAD_USER_INPUT if the circle or the day is none
 */
export function goodsConditions(filter: GoodsFilter | null): RawBuilder<unknown>[] {
  const { kind, district, near, validAt } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = []
  if (kind) conditions.push(sql`o.kind = ${kind}`)
  if (district) conditions.push(sql`o.district_id = ${district}`)
  if (near) conditions.push(isNear(sql`o.lat`, sql`o.lon`, near))
  if (validAt) conditions.push(covers(sql`o.valid_from`, sql`o.valid_to`, validAt))
  return conditions
}
