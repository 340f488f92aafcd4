import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { goodsColumns, goodsConditions } from '../goods/goods.queries.js'
import { sortedRows } from '../text/sorted-rows.js'
import type { Resource, ResourceFilter } from './resource.type.js'

/**
 * Resources by title or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function resourceList(filter: ResourceFilter | null): List {
  return {
    columns: goodsColumns,
    ...sortedRows({ table: 'resource', as: 'o', by: 'sort_title' }, filter?.text),
    where: goodsConditions(filter),
  }
}

export async function resourcesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Resource>(
    sql`select ${goodsColumns} from city.resource o where o.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what each organization offers. */
export function resourcesOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<Resource>(resourceList(null), sql`o.organization_id`, organizationIds, args, context)
}
