import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { sortedRows } from '../text/sorted-rows.js'
import { type OrganizationFilter, organizationConditions } from './organization.filter.js'
import type { Organization } from './organization.type.js'

const organizationColumns = sql`o.id, o.name, o.kind, o.fields, o.web_address as "webAddress",
  o.district_id as "districtId"`

/**
 * Organizations by name or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text cannot be searched for
 */
export function organizationList(filter: OrganizationFilter | null): List {
  return {
    columns: organizationColumns,
    ...sortedRows({ table: 'organization', as: 'o', by: 'sort_name' }, filter?.text),
    where: organizationConditions(filter),
  }
}

export async function organizationsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Organization>(
    sql`select ${organizationColumns} from city.organization o where o.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
