import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Change } from '../../../platform/changes/change.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { AccessRule } from '../../../platform/graph/access.js'
import { demandActing } from '../organization/acting.js'
import { registrationColumns } from './registration.queries.js'
import type { InitiativeRegistration } from './registration.type.js'
import type { RegistrationStatus } from './registration-status.js'

/**
 * A registration the caller may do something with, kept from being changed by others until the transaction ends.
 *
 * @throws HubError UNAUTHENTICATED, or FORBIDDEN alike for one that is another's and one that is not there
 */
export async function ownRegistration(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  id: string,
): Promise<InitiativeRegistration> {
  const registration = await registrationAsWritten(step, id)
  await demandActing(step, caller, rule, registration?.organizationId ?? '')
  return registration as InitiativeRegistration
}

/** The registration as queries give it, kept from being changed by others until the transaction ends. */
export async function registrationAsWritten(
  { rows }: Change,
  id: string,
): Promise<InitiativeRegistration | undefined> {
  const [registration] = await rows<InitiativeRegistration>(
    sql`select ${registrationColumns} from city.initiative_registration r where r.id = ${id} for update of r`,
  )
  return registration
}

/** @throws HubError STATE_REFUSED with the states in which it can be done */
export function demandStatus(
  { status }: InitiativeRegistration,
  fits: readonly RegistrationStatus[],
  what: string,
): void {
  if (fits.includes(status)) return
  throw new HubError('STATE_REFUSED', `It is ${status}; only what is ${fits.join(' or ')} can be ${what}.`, {
    details: { status, fits },
  })
}
