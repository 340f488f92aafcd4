import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { List } from '../../../platform/graph/list.js'
import { dayInTown } from '../calendar/today.js'
import { sortedRows } from '../text/sorted-rows.js'
import { organizationColumns } from './organization.columns.js'
import { type OrganizationFilter, organizationConditions } from './organization.filter.js'
import type { Organization } from './organization.type.js'
import { isVisibleTo } from './organization.visibility.js'

/**
 * Organizations by name or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text cannot be searched for
 */
export function organizationList(filter: OrganizationFilter | null, { caller, now }: SubgraphContext): List {
  return {
    columns: organizationColumns,
    ...sortedRows({ table: 'organization', as: 'o', by: 'sort_name' }, filter?.text),
    where: organizationConditions(filter, { caller, today: dayInTown(now) }),
  }
}

/**
 * Organizations that something else refers to, by their ids: whoever may see what refers to an organization is told
 * which one it is, also if it is suspended or waits to be verified; `status` says so. An id that was merged gives the
 * organization it leads to.
 */
export async function organizationsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  return inOrderOf(ids, await database.rows(selectByIds(ids)), ({ askedFor }) => askedFor)
}

/** As `organizationsById`, but null for those the caller may not find. */
export async function visibleOrganizationsById(
  ids: readonly string[],
  _: null,
  { database, caller }: SubgraphContext,
) {
  const rows = await database.rows(selectByIds(ids, isVisibleTo(caller)))
  return inOrderOf(ids, rows, ({ askedFor }) => askedFor)
}

function selectByIds(ids: readonly string[], condition: RawBuilder<unknown> = sql`true`) {
  return sql<Organization & { askedFor: string }>`
    select asked.id as "askedFor", ${organizationColumns}
    from city.organization asked join city.organization o on o.id = coalesce(asked.merged_into, asked.id)
    where asked.id = any(${[...ids]}::text[]) and ${condition}`
}
