import type { Caller } from '../../../platform/caller/caller.js'
import { demandVersion } from '../../../platform/changes/conflict.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { AccessRule } from '../../../platform/graph/access.js'
import { lockForChange } from './acting.js'
import { demandDecision } from './may-decide.js'
import type { Organization } from './organization.type.js'
import { ownerOf } from './owner-of.js'

/**
 * Locks an organization about which a coordinator decides.
 *
 * @param version the one the coordinator has looked at
 * @returns the organization as it is
 * @throws HubError as `lockForChange`; FORBIDDEN for a coordinator who belongs to it, STATE_REFUSED for the town,
 *   CONFLICT
 */
export async function lockForDecision(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  { id, version }: { id: string; version: number },
): Promise<Organization> {
  const organization = await lockForChange(transaction, caller, rule, id)
  const owner = ownerOf(organization)
  demandDecision(caller, owner)
  if (owner.town) {
    throw new HubError(
      'STATE_REFUSED',
      'The town itself is neither verified nor suspended, and not merged with others.',
    )
  }
  demandVersion(organization, version)
  return organization
}

/** @throws HubError STATE_REFUSED for an organization that is suspended */
export function demandNotSuspended({ id, suspended }: Organization): void {
  if (!suspended) return
  throw new HubError('STATE_REFUSED', `The organization "${id}" is suspended: lift the suspension first.`)
}
