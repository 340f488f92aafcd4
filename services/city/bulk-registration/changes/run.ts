import { sql } from 'kysely'
import { type Change, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { demand } from '../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandStatus, ownRegistration, registrationAsWritten } from '../own-registration.js'
import { registrationAccess } from '../registration.access.js'
import type { RunRegistrationArgs } from '../registration.args.js'
import type { InitiativeRegistration } from '../registration.type.js'
import { RegistrationStatus } from '../registration-status.js'

/**
 * Lets the job begin with a registration, or go on with one that was stopped; from now on it works for this caller.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN; STATE_REFUSED also if parts are missing, or more are there
 */
export async function runRegistration(
  context: SubgraphContext,
  { idempotencyKey, lang: _, id, parts }: RunRegistrationArgs,
): Promise<InitiativeRegistration> {
  const { caller, requestId } = context
  demand(caller, registrationAccess.run)
  const request = { action: 'runRegistration', input: { id, parts }, idempotencyKey }
  return change(context, request, async (step) => {
    const registration = await ownRegistration(step, caller, registrationAccess.run, id)
    demandStatus(registration, [RegistrationStatus.OPEN, RegistrationStatus.STOPPED], 'run')
    if (registration.parts === null) await demandParts(step, id, parts)
    await step.rows(sql`update city.initiative_registration set status = 'RUNNING', run_by = ${caller.subject},
        request_id = ${requestId}, run_at = ${step.now}, failure = null, parts = coalesce(parts, ${parts})
      where id = ${id}`)
    return (await registrationAsWritten(step, id)) as InitiativeRegistration
  })
}

/** Parts that are named as missing; more would not help. */
const mostNamed = 100

async function demandParts({ rows }: Change, id: string, parts: number): Promise<void> {
  const found = await rows<{ part: number }>(
    sql`select part from city.initiative_registration_part where registration_id = ${id} order by part`,
  )
  const there = new Set(found.map(({ part }) => part))
  const last = found.at(-1)?.part ?? 0
  const missing: number[] = []
  for (let part = 1; part <= parts && missing.length < mostNamed; part++) {
    if (!there.has(part)) missing.push(part)
  }
  if (parts >= 1 && missing.length === 0 && last <= parts) return
  const said =
    missing.length > 0
      ? `Es fehlen Teile / Parts are missing: ${missing.join(', ')}.`
      : `Es sind mehr Teile da als gesagt / There are more parts than was said: ${last}.`
  throw new HubError('STATE_REFUSED', said, { details: { missing, last } })
}
