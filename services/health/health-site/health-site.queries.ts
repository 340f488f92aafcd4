import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { HealthSite } from './health-site.type.js'

export async function healthSitesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<HealthSite>(
    sql`select h.id, h.name, h.address, h.phone, h.district_id as "districtId",
          case when h.lat is null then null else json_build_object('lat', h.lat, 'lon', h.lon) end as location
        from health.health_site h where h.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
