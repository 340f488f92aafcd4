import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import type { Language } from '../../../../platform/graph/language.js'
import { refusedInput } from '../../../../platform/input/checked.js'
import { problem } from '../../../../platform/input/problem.js'
import { dayAfter, dayInTown } from '../../calendar/today.js'
import { demandNotSuspended, lockForDecision } from '../deciding.js'
import { organizationEvent } from '../events.js'
import { organizationAccess } from '../organization.access.js'
import type { Organization } from '../organization.type.js'
import { writeOrganization } from '../write.js'

/** Longest term, years. */
const longestTerm = 5

export interface Verification {
  id: string
  version: number
  /** Last day of the term, `YYYY-MM-DD`. */
  until: string
  idempotencyKey: string
  lang: Language
}

/**
 * Verifies an organization for a term, also one whose term runs or is over.
 *
 * @throws HubError as `lockForDecision`; BAD_USER_INPUT for a term that is over or longer than five years,
 *   STATE_REFUSED while the organization is suspended
 */
export async function verifyOrganization(
  context: ChangeContext,
  { id, version, until, idempotencyKey, lang }: Verification,
): Promise<Organization> {
  const today = dayInTown(context.now)
  if (until <= today || until > dayAfter(today, { years: longestTerm })) {
    throw refusedInput([problem(['until'], 'OUT_OF_RANGE', lang)])
  }
  const request = { action: 'verifyOrganization', input: { id, version, until }, idempotencyKey }
  return change(context, request, async (step) => {
    const current = await lockForDecision(step, context.caller, organizationAccess.verify, { id, version })
    demandNotSuspended(current)
    const verified = await writeOrganization(step, current, {
      verifiedUntil: until,
      verifiedAt: step.now,
      // A term shorter than the time reminders are sent ahead is not reminded of at once.
      verificationRemindedFor: today,
    })
    step.emit(organizationEvent('verified', verified, { kind: verified.kind, verifiedUntil: until }))
    return verified
  })
}
