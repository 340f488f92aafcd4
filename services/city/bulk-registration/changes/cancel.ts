import { sql } from 'kysely'
import { change } from '../../../../platform/changes/change.js'
import { demand } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandStatus, ownRegistration, registrationAsWritten } from '../own-registration.js'
import { registrationAccess } from '../registration.access.js'
import type { RegistrationArgs } from '../registration.args.js'
import type { InitiativeRegistration } from '../registration.type.js'
import { unfinished } from '../registration-status.js'

/**
 * Ends a registration; what it has registered stays, and the rest of the file is forgotten.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, STATE_REFUSED for one that has ended
 */
export async function cancelRegistration(
  context: SubgraphContext,
  { idempotencyKey, id }: RegistrationArgs,
): Promise<InitiativeRegistration> {
  demand(context.caller, registrationAccess.cancel)
  const request = { action: 'cancelRegistration', input: { id }, idempotencyKey }
  return change(context, request, async (step) => {
    const registration = await ownRegistration(step, context.caller, registrationAccess.cancel, id)
    demandStatus(registration, unfinished, 'cancelled')
    await step.rows(sql`update city.initiative_registration
      set status = 'CANCELLED', failure = null, ended_at = ${step.now} where id = ${id}`)
    await step.rows(sql`delete from city.initiative_registration_part where registration_id = ${id}`)
    await step.rows(sql`update city.initiative_registration_row set written = null
      where registration_id = ${id} and written is not null`)
    return (await registrationAsWritten(step, id)) as InitiativeRegistration
  })
}
