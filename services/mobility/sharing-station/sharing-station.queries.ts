import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { distanceMetres, isNear, type Near } from '../../../platform/graph/place.js'
import type { SharingStation } from './sharing-station.type.js'

const stationColumns = sql`s.id, s.name as "nameDe", s.name_en as "nameEn", s.capacity,
  s.vehicles_available as "vehiclesAvailable", s.docks_available as "docksAvailable", s.is_renting as "isRenting",
  s.reported_at as "reportedAt", s.district_id as "districtId",
  case when s.lat is null then null else json_build_object('lat', s.lat, 'lon', s.lon) end as location`

/** Stations by name, as a list to take pages of. */
export function sharingStationList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: stationColumns,
    from: sql`mobility.sharing_station s`,
    where,
    order: [
      { by: sql`s.name`, type: 'text' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

/** Stations round a place, the nearest first. */
export function sharingStationsNear(near: Near): List {
  return {
    ...sharingStationList([isNear(sql`s.lat`, sql`s.lon`, near)]),
    order: [
      { by: distanceMetres(sql`s.lat`, sql`s.lon`, near), type: 'double precision' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

export async function sharingStationsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<SharingStation>(
    sql`select ${stationColumns} from mobility.sharing_station s where s.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each district's stations. */
export function sharingStationsOfDistricts(
  districtIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<SharingStation>(sharingStationList(), sql`s.district_id`, districtIds, args, context)
}

/** A page of each initiative's stations: those of the feeds that belong to it. */
export function sharingStationsOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const from = sql`mobility.sharing_station s join mobility.feed f on f.id = s.feed_id`
  const list = { ...sharingStationList(), from }
  return pageOfEach<SharingStation>(list, sql`f.initiative_id`, initiativeIds, args, context)
}
