import { sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../../platform/graph/batch.js'
import type { PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../../platform/graph/list.js'
import { dayOf } from '../use/day.js'
import { daysOfUse } from '../use/used-operations.js'
import type { FrontendApp, OperationUse, RegisteredOperation } from './app.type.js'

/** Most an Int of GraphQL can be. */
const mostTimes = 2_147_483_647

/** SQL: the columns of `FrontendApp` from the rows `a`. */
export const appColumns = sql`a.id, a.organization_id as "organizationId", a.name,
  a.operations as "operationCount", a.created_at as "createdAt", a.updated_at as "updatedAt", a.version`

export async function appsOfOrganizations(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<FrontendApp[][]> {
  const rows = await database.rows<FrontendApp>(sql`select ${appColumns} from city.frontend_app a
    where a.organization_id = any(${[...ids]}::text[]) order by a.created_at, a.id`)
  return groupedBy(ids, rows, ({ organizationId }) => organizationId)
}

/** Apps with whether the town itself stands behind them. */
export async function appsById(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<((FrontendApp & { town: boolean }) | null)[]> {
  const rows = await database.rows<FrontendApp & { town: boolean }>(sql`
    select ${appColumns}, o.kind = 'TOWN' as town
    from city.frontend_app a join city.organization o on o.id = a.organization_id
    where a.id = any(${[...ids]}::text[])`)
  return inOrderOf(ids, rows, ({ id }) => id)
}

const operations: List = {
  columns: sql`r.hash, r.name, r.text, r.plain_hash as "plainHash", r.changed_at as "registeredAt"`,
  from: sql`city.registered_operation r`,
  where: [sql`r.text is not null`],
  order: [{ by: sql`r.hash`, type: 'text' }],
}

export function operationsOfApps(
  ids: readonly string[],
  args: Pick<PageArgs, 'first' | 'after'>,
  context: SubgraphContext,
) {
  return pageOfEach<RegisteredOperation>(operations, sql`r.app_id`, ids, args, context)
}

/** How often operations were executed, by the hash of their text without values. */
export async function useOfOperations(
  hashes: readonly string[],
  _: null,
  { database, now }: SubgraphContext,
): Promise<OperationUse[]> {
  const rows = await database.rows<OperationUse & { hash: string }>(sql`
    select hash, least(sum(count), ${mostTimes})::int as times, max(day) as "lastUsedOn" from city.operation_use
    where hash = any(${[...hashes]}::text[]) and day > ${dayOf(now)}::date - ${daysOfUse}::int group by hash`)
  return inOrderOf(hashes, rows, ({ hash }) => hash).map((use) => use ?? { times: 0, lastUsedOn: null })
}
