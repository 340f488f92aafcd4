import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { demandNotSuspended, lockForDecision } from '../deciding.js'
import { organizationEvent } from '../events.js'
import { organizationAccess } from '../organization.access.js'
import type { Organization } from '../organization.type.js'
import { reasonInput } from '../reason.input.js'
import { writeOrganization } from '../write.js'

export interface Suspension {
  id: string
  version: number
  /** For the members of the organization and the audit trail. */
  reason: string
  idempotencyKey: string
  lang: Language
}

/**
 * Suspends an organization: it is not public, and only coordinators change anything for it, until the suspension is
 * lifted. The reason is not part of the event, for it may name people.
 *
 * @throws HubError as `lockForDecision`; BAD_USER_INPUT for a reason that is none, STATE_REFUSED if it is suspended
 */
export async function suspendOrganization(
  context: ChangeContext,
  { id, version, reason, idempotencyKey, lang }: Suspension,
): Promise<Organization> {
  const why = checked(reasonInput, reason, lang, ['reason'])
  const request = { action: 'suspendOrganization', input: { id, version, reason }, idempotencyKey, why }
  return change(context, request, async (step) => {
    const current = await lockForDecision(step, context.caller, organizationAccess.suspend, { id, version })
    demandNotSuspended(current)
    const suspended = await writeOrganization(step, current, { suspendedAt: step.now, suspensionReason: why })
    step.emit(organizationEvent('suspended', suspended))
    return suspended
  })
}
