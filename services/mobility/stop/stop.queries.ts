import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { distanceMetres, isNear, type Near } from '../../../platform/graph/place.js'
import type { Stop } from './stop.type.js'

function stopColumns(wheelchair: RawBuilder<unknown>) {
  return sql`s.id, s.name, s.description, ${wheelchair} as "wheelchairBoarding", s.district_id as "districtId",
    case when s.lat is null then null else json_build_object('lat', s.lat, 'lon', s.lon) end as location`
}

/** Platforms of a station are no stops of their own to a citizen: the station is, once. */
const isListed = sql`s.station_number is null`

/** Stops and stations by name, as a list to take pages of. */
export function stopList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: stopColumns(sql`s.wheelchair`),
    from: sql`mobility.stop s`,
    where: [isListed, ...where],
    order: [
      { by: sql`s.name`, type: 'text' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

/** Stops and stations round a place, the nearest first. */
export function stopsNear(near: Near, where: readonly RawBuilder<unknown>[] = []): List {
  return {
    ...stopList([isNear(sql`s.lat`, sql`s.lon`, near), ...where]),
    order: [
      { by: distanceMetres(sql`s.lat`, sql`s.lon`, near), type: 'double precision' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

/** Stops by id; platforms too. A platform that says nothing about wheelchairs is as its station is. */
export async function stopsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Stop>(
    sql`select ${stopColumns(sql`coalesce(s.wheelchair, station.wheelchair)`)}
        from mobility.stop s
        left join mobility.stop station
          on station.timetable_key = s.timetable_key and station.number = s.station_number
        where s.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each district's stops. */
export function stopsOfDistricts(districtIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  return pageOfEach<Stop>(stopList(), sql`s.district_id`, districtIds, args, context)
}
