import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demandRoomForMembership } from '../../../../platform/caller/membership-limit.js'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demand } from '../../../../platform/graph/access.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { demandDecided } from '../duplicates/demand-decided.js'
import { lockName, possibleDuplicates } from '../duplicates/duplicates.queries.js'
import { organizationEvent } from '../events.js'
import { organizationAccess } from '../organization.access.js'
import { OrganizationEntity } from '../organization.entity.js'
import { type OrganizationDetails, type OrganizationInput, organizationInput } from '../organization.input.js'
import type { Organization } from '../organization.type.js'
import { storedOrganization } from '../write.js'

export interface Registration {
  input: OrganizationInput
  /** Ids of organizations that are others, although they look alike. */
  notADuplicateOf: string[]
  idempotencyKey: string
  lang: Language
}

/**
 * Registers an organization. It waits for a coordinator to verify it; who registers it becomes its owner.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, STATE_REFUSED for an account with very many organizations,
 *   BAD_USER_INPUT with all problems, DUPLICATE_SUSPECTED with the organizations it may be
 */
export async function registerOrganization(
  context: ChangeContext,
  { input, notADuplicateOf, idempotencyKey, lang }: Registration,
): Promise<Organization> {
  demand(context.caller, organizationAccess.register)
  demandRoomForMembership(context.caller.memberships.length)
  const details = checked(organizationInput({ town: false }), input, lang)
  const request = { action: 'registerOrganization', input: { input, notADuplicateOf }, idempotencyKey }
  return change(context, request, async (step) => {
    await step.rows(lockName(details.name))
    demandDecided(await possibleDuplicates(details, context.caller, step.rows), notADuplicateOf)
    return found(step, details, context.caller.subject)
  })
}

async function found(step: Change, details: OrganizationDetails, founder: string): Promise<Organization> {
  const id = randomUUID()
  step.em.create(OrganizationEntity, { id, ...details, registeredBy: founder, registeredAt: step.now })
  await step.rows(sql`select identity.found_organization(${id}, ${founder})`)
  const organization = await storedOrganization(step, id)
  step.emit(organizationEvent('registered', organization, { kind: organization.kind }))
  return organization
}
