import { type RawBuilder, sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { District } from './district.type.js'

function selectDistricts(where: RawBuilder<unknown>): RawBuilder<District> {
  return sql<District>`select d.id, d.name,
      json_build_object('residents', d.residents, 'asOf', d.residents_as_of, 'source', d.residents_source) as population,
      (select json_agg(json_build_object('name', p.name, 'source', p.source, 'location',
          case when p.lat is not null then json_build_object('lat', p.lat, 'lon', p.lon) end) order by p.name)
        from city.district_place p where p.district_id = d.id) as places
    from city.district d where ${where} order by d.id`
}

/** All districts, in the order of their numbers. */
export function allDistricts({ database }: SubgraphContext): Promise<District[]> {
  return database.rows(selectDistricts(sql`true`))
}

export async function districtsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows(selectDistricts(sql`d.id = any(${[...ids]}::text[])`))
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** Ids of the districts each initiative is at work in. */
export async function districtIdsOfInitiatives(
  initiativeIds: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<string[][]> {
  const rows = await database.rows<{ initiativeId: string; districtId: string }>(
    sql`select initiative_id as "initiativeId", district_id as "districtId" from city.initiative_district
        where initiative_id = any(${[...initiativeIds]}::text[]) order by district_id`,
  )
  const grouped = groupedBy(initiativeIds, rows, ({ initiativeId }) => initiativeId)
  return grouped.map((ofOne) => ofOne.map(({ districtId }) => districtId))
}
