import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { isNear, type Near } from '../../../platform/graph/place.js'
import { type HealthServiceFilter, matches } from './health-service.search.js'
import type { HealthService } from './health-service.type.js'

const serviceColumns = sql`s.id, s.name, s.specialties, s.categories, s.characteristics, s.provider, s.phone, s.email,
  s.web_address as "webAddress", s.opening_hours as "openingHours",
  s.availability_exceptions as "availabilityExceptions", s.active,
  s.appointment_required as "appointmentRequired", s.site_id as "siteId", s.district_id as "districtId"`

/** Services that are offered now, by name, as a list to take pages of. */
export function healthServiceList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: serviceColumns,
    from: sql`health.health_service s join health.feed f on f.id = s.feed_id`,
    where: [sql`s.active`, ...where],
    order: [
      { by: sql`s.name`, type: 'text' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

/** SQL: whether the service is offered at a site within the circle. */
export function isOfferedNear(near: Near): RawBuilder<unknown> {
  return sql`s.site_id in (select h.id from health.health_site h where ${isNear(sql`h.lat`, sql`h.lon`, near)})`
}

/** Services by id, those that are not offered now among them. */
export async function healthServicesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<HealthService>(
    sql`select ${serviceColumns} from health.health_service s where s.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what is offered in each district. */
export function healthServicesOfDistricts(
  districtIds: readonly string[],
  { text, specialty, ...args }: PageArgs & HealthServiceFilter,
  context: SubgraphContext,
) {
  const list = healthServiceList(matches({ text, specialty }))
  return pageOfEach<HealthService>(list, sql`s.district_id`, districtIds, args, context)
}

/** A page of what is offered at each site. */
export function healthServicesOfSites(siteIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  return pageOfEach<HealthService>(healthServiceList(), sql`s.site_id`, siteIds, args, context)
}

/** A page of what the feeds of each initiative offer. */
export function healthServicesOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<HealthService>(healthServiceList(), sql`f.initiative_id`, initiativeIds, args, context)
}
