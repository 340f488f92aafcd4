import { sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import type { Membership } from './membership.type.js'

/** What a `Membership` is made of, of the row `m`. */
export const membershipColumns = sql`m.organization_id as "organizationId", m.account_id as "accountId", m.role, m.since`

const from = sql`identity.membership m`
const since = { by: sql`m.since`, type: 'timestamptz' } as const

/** A page of the members of each organization, those who came first first. */
export function membersOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = {
    columns: membershipColumns,
    from,
    order: [since, { by: sql`m.account_id`, type: 'text' }],
  } as const
  return pageOfEach<Membership>(list, sql`m.organization_id`, organizationIds, args, context)
}

/** A page of the organizations each account belongs to, the first one first. */
export function membershipsOfAccounts(
  accountIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = {
    columns: membershipColumns,
    from,
    order: [since, { by: sql`m.organization_id`, type: 'text' }],
  } as const
  return pageOfEach<Membership>(list, sql`m.account_id`, accountIds, args, context)
}
