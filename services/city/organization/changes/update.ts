import { isDeepStrictEqual } from 'node:util'
import type { Caller } from '../../../../platform/caller/caller.js'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { lockForChange } from '../acting.js'
import { endsVerification } from '../ends-verification.js'
import { organizationEvent } from '../events.js'
import { mayDecide } from '../may-decide.js'
import { organizationAccess } from '../organization.access.js'
import { type OrganizationDetails, type OrganizationInput, organizationInput } from '../organization.input.js'
import type { Organization } from '../organization.type.js'
import { ownerOf } from '../owner-of.js'
import { writeOrganization } from '../write.js'

export interface Update {
  id: string
  version: number
  input: OrganizationInput
  idempotencyKey: string
  lang: Language
}

/**
 * Writes what an organization says of itself. Another name, kind or register number takes the verification away,
 * except where a coordinator who may decide about the organization writes it.
 *
 * @throws HubError as `lockForChange`; CONFLICT, BAD_USER_INPUT with all problems
 */
export async function updateOrganization(
  context: ChangeContext,
  { id, version, input, idempotencyKey, lang }: Update,
): Promise<Organization> {
  const { caller } = context
  const request = { action: 'updateOrganization', input: { id, version, input }, idempotencyKey }
  return change(context, request, async (step) => {
    const current = await lockForChange(step, caller, organizationAccess.update, id)
    demandVersion(current, version)
    const details = checked(organizationInput({ town: ownerOf(current).town }), input, lang)
    const updated = await writeOrganization(step, current, {
      ...details,
      ...(losesVerification(caller, current, details) && {
        verifiedUntil: null,
        verifiedAt: null,
        verificationRemindedFor: null,
      }),
    })
    step.emit(organizationEvent('changed', updated, { changed: differences(current, updated) }))
    return updated
  })
}

function losesVerification(caller: Caller, current: Organization, details: OrganizationDetails): boolean {
  return endsVerification(current, details) && !mayDecide(caller, ownerOf(current))
}

/** Names of the fields that differ, and never what they hold. */
function differences(before: Organization, after: Organization): string[] {
  const told = { district: 'districtId' } as const
  const fields = [
    'name',
    'kind',
    'fields',
    'webAddress',
    'registerNumber',
    'address',
    'contact',
    'verifiedUntil',
  ] as const
  const differing = fields.filter((field) => !isDeepStrictEqual(before[field], after[field]))
  return before[told.district] === after[told.district] ? differing : [...differing, 'district']
}
