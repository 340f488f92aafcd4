import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasScope, isCoordinator, organizationsOf } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { goodsColumns, goodsConditions } from '../goods/goods.queries.js'
import { publicCondition } from '../organization/organization.visibility.js'
import { sortedRows } from '../text/sorted-rows.js'
import type { Resource, ResourceFilter } from './resource.type.js'

const resourceColumns = sql`${goodsColumns}, o.sharing, json_build_object('fields', o.eligible_fields,
  'organizationKinds', o.eligible_organization_kinds, 'districtIds', o.eligible_districts) as eligibility`

/** SQL: whether everybody may find the resource `o`: whoever may find who offers it. */
const isPublic = sql<boolean>`exists (select from city.organization giver
  where giver.id = o.organization_id and ${sql.raw(publicCondition('giver.'))})`

/**
 * Resources the caller may find, by title or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function resourceList(filter: ResourceFilter | null, caller: Caller): List {
  const shared = filter?.sharing ? [sql`o.sharing = ${filter.sharing}`] : []
  return {
    columns: resourceColumns,
    ...sortedRows({ table: 'resource', as: 'o', by: 'sort_title' }, filter?.text),
    where: [isVisibleTo(caller), ...shared, ...goodsConditions(filter)],
  }
}

/** Resources by their ids, also withdrawn ones; null for those the caller may not find. */
export async function resourcesById(ids: readonly string[], _: null, { caller, database }: SubgraphContext) {
  const rows = await database.rows<Resource>(
    sql`select ${resourceColumns} from city.resource o
        where o.id = any(${[...ids]}::text[]) and ${isVisibleTo(caller)}`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what each organization offers. */
export function resourcesOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = resourceList(null, context.caller)
  return pageOfEach<Resource>(list, sql`o.organization_id`, organizationIds, args, context)
}

/**
 * A resource as a change reads it, and whether everybody may find it. Nobody else changes it meanwhile.
 *
 * @throws HubError NOT_FOUND
 */
export async function lockedResource({ rows }: Transaction, id: string) {
  const [row] = await rows<Resource & { everybody: boolean }>(
    sql`select ${resourceColumns}, ${isPublic} as everybody from city.resource o where o.id = ${id} for no key update`,
  )
  if (row === undefined) throw new HubError('NOT_FOUND', `There is no resource "${id}" any more.`)
  const { everybody, ...resource } = row
  return { resource: resource satisfies Resource, everybody }
}

/** SQL: whether the caller may find the resource `o`. */
function isVisibleTo(caller: Caller): RawBuilder<unknown> {
  if (isCoordinator(caller)) return sql`true`
  const own = hasScope(caller, 'read') ? organizationsOf(caller) : []
  return own.length === 0 ? isPublic : sql`(${isPublic} or o.organization_id = any(${own}::text[]))`
}
