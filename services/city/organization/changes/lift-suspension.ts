import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { lockForDecision } from '../deciding.js'
import { organizationEvent } from '../events.js'
import { organizationAccess } from '../organization.access.js'
import type { Organization } from '../organization.type.js'
import { reasonInput } from '../reason.input.js'
import { writeOrganization } from '../write.js'

export interface Lifting {
  id: string
  version: number
  /** For the audit trail. */
  reason: string
  idempotencyKey: string
  lang: Language
}

/**
 * Lifts a suspension; the organization is again what it was before.
 *
 * @throws HubError as `lockForDecision`; BAD_USER_INPUT for a reason that is none, STATE_REFUSED if it is not suspended
 */
export async function liftSuspension(
  context: ChangeContext,
  { id, version, reason, idempotencyKey, lang }: Lifting,
): Promise<Organization> {
  const why = checked(reasonInput, reason, lang, ['reason'])
  const request = { action: 'liftSuspension', input: { id, version, reason }, idempotencyKey, why }
  return change(context, request, async (step) => {
    const current = await lockForDecision(step, context.caller, organizationAccess.liftSuspension, {
      id,
      version,
    })
    if (!current.suspended) {
      throw new HubError(
        'STATE_REFUSED',
        `The organization "${id}" is not suspended: there is nothing to lift.`,
      )
    }
    const free = await writeOrganization(step, current, { suspendedAt: null, suspensionReason: null })
    step.emit(organizationEvent('suspension-lifted', free))
    return free
  })
}
