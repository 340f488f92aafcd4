import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demand } from '../../../../platform/graph/access.js'
import type { Language } from '../../../../platform/graph/language.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { problem } from '../../../../platform/input/problem.js'
import { demandNotSuspended, lockForDecision } from '../deciding.js'
import { organizationEvent } from '../events.js'
import { moveEverything } from '../move-everything.js'
import { organizationAccess } from '../organization.access.js'
import type { Organization } from '../organization.type.js'
import { reasonInput } from '../reason.input.js'
import { writeOrganization } from '../write.js'

export interface Merger {
  /** Id of the organization that becomes a part of the other one. */
  source: string
  target: string
  sourceVersion: number
  targetVersion: number
  /** For the audit trail. */
  reason: string
  idempotencyKey: string
  lang: Language
}

/**
 * Makes an organization a part of another one, with everything it owns: initiatives, resources, needs, webhooks,
 * members, API keys, invitations, feeds. What the target says of itself stays as it is, and so does its verification. The source's
 * id goes on leading to the target.
 *
 * @returns the target
 * @throws HubError as `lockForDecision`, for each of the two; BAD_USER_INPUT for an organization and itself, or a reason
 *   that is none; STATE_REFUSED while one of them is suspended
 */
export async function mergeOrganizations(context: ChangeContext, merger: Merger): Promise<Organization> {
  const { idempotencyKey, lang, ...input } = merger
  const why = checked(reasonInput, input.reason, lang, ['reason'])
  if (input.source === input.target) throw refusedInput([problem(['target'], 'INVALID', lang)])
  return change(context, { action: 'mergeOrganizations', input, idempotencyKey, why }, async (step) => {
    const { source, target } = await lockBoth(step, context.caller, merger)
    await moveEverything(step, source.id, target.id)
    await writeOrganization(step, source, { mergedInto: target.id })
    const merged = await writeOrganization(step, target, {})
    step.emit(organizationEvent('merged', merged, { source: source.id, sourceName: source.name }))
    return merged
  })
}

/** In the order of their ids, so that two mergers of the same organizations wait for one another. */
async function lockBoth(step: Change, caller: Caller, merger: Merger) {
  demand(caller, organizationAccess.merge)
  const ids = [merger.source, merger.target]
  await step.rows(sql`select from city.organization where id = any(${ids}::text[]) order by id for update`)
  return {
    source: await lockForMerger(step, caller, merger.source, merger.sourceVersion),
    target: await lockForMerger(step, caller, merger.target, merger.targetVersion),
  }
}

async function lockForMerger(
  step: Change,
  caller: Caller,
  id: string,
  version: number,
): Promise<Organization> {
  const organization = await lockForDecision(step, caller, organizationAccess.merge, { id, version })
  demandNotSuspended(organization)
  return organization
}
