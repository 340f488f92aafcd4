import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Change, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demand } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { checked } from '../../../../platform/input/checked.js'
import { optionalText } from '../../../../platform/input/text.js'
import { demandActing } from '../../organization/acting.js'
import { maxUnfinished } from '../limits.js'
import { registrationAsWritten } from '../own-registration.js'
import { registrationAccess } from '../registration.access.js'
import type { StartRegistrationArgs } from '../registration.args.js'
import { InitiativeRegistrationEntity } from '../registration.entity.js'
import type { InitiativeRegistration } from '../registration.type.js'
import { RegistrationStatus, unfinished } from '../registration-status.js'

const startInput = z.object({ fileName: optionalText(200) })

/**
 * Begins a bulk registration; its file is to come.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, STATE_REFUSED while too many others are not finished
 */
export async function startRegistration(
  context: SubgraphContext,
  { idempotencyKey, lang, ...args }: StartRegistrationArgs,
): Promise<InitiativeRegistration> {
  const { caller } = context
  demand(caller, registrationAccess.start)
  const { fileName } = checked(startInput, { fileName: args.fileName }, lang, [])
  const { organizationId, format, dryRun, submit } = args
  const input = { organizationId, format, dryRun, submit, fileName }
  return change(context, { action: 'startRegistration', input, idempotencyKey }, async (step) => {
    await demandActing(step, caller, registrationAccess.start, organizationId)
    await demandRoom(step, organizationId)
    const { id } = step.em.create(InitiativeRegistrationEntity, {
      id: randomUUID(),
      organization: organizationId,
      status: RegistrationStatus.OPEN,
      createdAt: step.now,
      ...{ format, dryRun, submit, fileName },
    })
    return (await registrationAsWritten(step, id)) as InitiativeRegistration
  })
}

async function demandRoom({ rows }: Change, organizationId: string): Promise<void> {
  // Those who start at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`registrations of ${organizationId}`}, 0))`)
  const open = await rows<{ id: string }>(sql`select id from city.initiative_registration
    where organization_id = ${organizationId} and status = any(${[...unfinished]}::text[])`)
  if (open.length < maxUnfinished) return
  throw new HubError(
    'STATE_REFUSED',
    `${maxUnfinished} Sammelregistrierungen sind noch nicht abgeschlossen; bitte zuerst eine abschließen oder abbrechen / ${maxUnfinished} bulk registrations are not finished: finish or cancel one first.`,
    { details: { registrations: open.map(({ id }) => id) } },
  )
}
