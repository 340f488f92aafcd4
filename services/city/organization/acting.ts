import { type RawBuilder, sql } from 'kysely'
import { type Caller, isCoordinator } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../platform/graph/access.js'
import { organizationColumns } from './organization.columns.js'
import type { Organization } from './organization.type.js'
import { OrganizationKind } from './organization-kind.js'

/**
 * Lets pass who may do something for an organization, and keeps the organization from being merged or suspended
 * until the transaction ends.
 *
 * @throws HubError NOT_FOUND if there is no such organization, UNAUTHENTICATED or FORBIDDEN with who may,
 *   ORGANIZATION_SUSPENDED with the reason in `extensions.reason`, STATE_REFUSED for one that was merged, with the one
 *   it has become a part of in `extensions.mergedInto`
 */
export async function demandActing(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  organizationId: string,
): Promise<void> {
  await actingFor(transaction, caller, rule, organizationId, sql`share`)
}

/**
 * As `demandActing`, for who changes the organization itself: nobody else does until the transaction ends.
 *
 * @returns the organization as it is
 */
export function lockForChange(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  organizationId: string,
): Promise<Organization> {
  return actingFor(transaction, caller, rule, organizationId, sql`update`)
}

async function actingFor(
  { rows }: Transaction,
  caller: Caller,
  rule: AccessRule,
  organizationId: string,
  lock: RawBuilder<unknown>,
): Promise<Organization> {
  const [organization] = await rows<Organization>(
    sql`select ${organizationColumns} from city.organization o where o.id = ${organizationId} for ${lock}`,
  )
  // Said before whether it exists: a stranger must not learn that from the difference. Those who acted for one that
  // was merged act for the other one now.
  demand(caller, rule, {
    organizationId: organization?.mergedInto ?? organizationId,
    town: organization?.kind === OrganizationKind.TOWN,
  })
  if (organization === undefined) {
    throw new HubError('NOT_FOUND', `There is no organization "${organizationId}".`)
  }
  demandAlive(organization)
  if (organization.suspended && !isCoordinator(caller)) throw suspendedRefusal(organization)
  return organization
}

function demandAlive({ id, mergedInto }: Organization): void {
  if (mergedInto === null) return
  throw new HubError(
    'STATE_REFUSED',
    `The organization "${id}" has become a part of "${mergedInto}": use that id.`,
    { details: { mergedInto } },
  )
}

function suspendedRefusal({ suspensionReason }: Organization): HubError {
  return new HubError(
    'ORGANIZATION_SUSPENDED',
    `Die Organisation ist gesperrt / The organization is suspended: ${suspensionReason}`,
    { details: { reason: suspensionReason } },
  )
}
