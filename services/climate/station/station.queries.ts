import { type RawBuilder, sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Datastream, Observation, Station } from './station.type.js'

const stationColumns = sql`s.id, s.name, s.description, s.exposure, s.district_id as "districtId",
  case when s.lat is null then null else json_build_object('lat', s.lat, 'lon', s.lon) end as location`

/** Stations by name, as a list to take pages of. */
export function stationList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: stationColumns,
    from: sql`climate.station s`,
    where,
    order: [
      { by: sql`s.name`, type: 'text' },
      { by: sql`s.id`, type: 'text' },
    ],
  }
}

export async function stationsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Station>(
    sql`select ${stationColumns} from climate.station s where s.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** The first datastreams of each station, by name. */
export async function datastreamsOfStations(
  stationIds: readonly string[],
  first: number,
  { database }: SubgraphContext,
): Promise<Datastream[][]> {
  const rows = await database.rows<Datastream & { stationId: string }>(
    sql`select d.* from unnest(${[...stationIds]}::text[]) as station(id)
        cross join lateral (
          select id, name, observed_property as "observedProperty", unit, station_id as "stationId"
          from climate.datastream where station_id = station.id order by name, id limit ${first}
        ) as d`,
  )
  return groupedBy(stationIds, rows, ({ stationId }) => stationId)
}

/** The newest value of each datastream; null where nothing has been measured. */
export async function latestObservations(
  datastreamIds: readonly string[],
  _: null,
  { database }: SubgraphContext,
) {
  const rows = await database.rows<Observation & { datastreamId: string }>(
    sql`select o.* from unnest(${[...datastreamIds]}::text[]) as datastream(id)
        cross join lateral (
          select datastream_id as "datastreamId", value, at
          from climate.observation where datastream_id = datastream.id order by at desc limit 1
        ) as o`,
  )
  return inOrderOf(datastreamIds, rows, ({ datastreamId }) => datastreamId)
}

/** A page of each district's stations. */
export function stationsOfDistricts(
  districtIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<Station>(stationList(), sql`s.district_id`, districtIds, args, context)
}

export interface Period {
  from: Date | null
  to: Date | null
}

/** A page of each datastream's values, oldest first, from (inclusive) to (exclusive). */
export function observationsOfDatastreams(
  datastreamIds: readonly string[],
  { from, to, ...args }: PageArgs & Period,
  context: SubgraphContext,
) {
  const list: List = {
    columns: sql`o.value, o.at`,
    from: sql`climate.observation o`,
    where: [
      ...(from ? [sql`o.at >= ${from}::timestamptz`] : []),
      ...(to ? [sql`o.at < ${to}::timestamptz`] : []),
    ],
    order: [{ by: sql`o.at`, type: 'timestamptz' }],
  }
  return pageOfEach<Observation>(list, sql`o.datastream_id`, datastreamIds, args, context)
}
