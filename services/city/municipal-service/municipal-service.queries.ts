import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { sortedRows } from '../text/sorted-rows.js'
import { type MunicipalServiceFilter, municipalServiceConditions } from './municipal-service.filter.js'
import type { MunicipalService } from './municipal-service.type.js'

const serviceColumns = sql`s.id, json_build_object('title', s.title, 'description', s.description) as texts,
  json_build_object('webAddress', s.digital_web_address,
    'texts', json_build_object('how', s.digital_how)) as "digitalAccess",
  s.analog_access as "analogAccess", s.life_situations as "lifeSituations", s.district_id as "districtId"`

/**
 * Services of the town by title or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text cannot be searched for
 */
export function municipalServiceList(filter: MunicipalServiceFilter | null): List {
  return {
    columns: serviceColumns,
    ...sortedRows({ table: 'municipal_service', as: 's', by: 'sort_title' }, filter?.text),
    where: municipalServiceConditions(filter),
  }
}

export async function municipalServicesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<MunicipalService>(
    sql`select ${serviceColumns} from city.municipal_service s where s.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
