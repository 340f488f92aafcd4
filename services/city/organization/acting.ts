import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../platform/graph/access.js'
import { OrganizationKind } from './organization-kind.js'

/**
 * Lets pass who may do something for an organization, and keeps the organization from being merged or suspended
 * until the transaction ends.
 *
 * @throws HubError NOT_FOUND if there is no such organization, UNAUTHENTICATED or FORBIDDEN with who may
 */
export async function demandActing(
  { rows }: Transaction,
  caller: Caller,
  rule: AccessRule,
  organizationId: string,
): Promise<void> {
  const [organization] = await rows<{ kind: OrganizationKind }>(
    sql`select kind from city.organization where id = ${organizationId} for share`,
  )
  // Said before whether it exists: a stranger must not learn that from the difference.
  demand(caller, rule, { organizationId, town: organization?.kind === OrganizationKind.TOWN })
  if (organization === undefined) {
    throw new HubError('NOT_FOUND', `There is no organization "${organizationId}".`)
  }
}
