import { type Caller, isCoordinator, isMember } from '../../../platform/caller/caller.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { Owner } from '../../../platform/graph/access.js'

/**
 * Whether somebody may decide about what an organization has put before the town: coordinators who do not belong to
 * it. About the town's own things every coordinator decides.
 */
export function mayDecide(caller: Caller, { organizationId, town }: Owner): boolean {
  return isCoordinator(caller) && (town || organizationId === null || !isMember(caller, organizationId))
}

/** @throws HubError FORBIDDEN if the caller may not decide */
export function demandDecision(caller: Caller, owner: Owner): void {
  if (mayDecide(caller, owner)) return
  throw new HubError(
    'FORBIDDEN',
    'This is for coordinators who do not belong to the organization: ask another coordinator to decide.',
  )
}
