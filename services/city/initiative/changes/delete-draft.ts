import { sql } from 'kysely'
import { change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeAccess } from '../initiative.access.js'
import { demandStep } from '../initiative-life.js'
import { comparable, lockInitiative } from '../stored-initiative.js'
import type { StepArgs } from './take-step.js'

/**
 * Deletes a draft with its needs. What the town has seen is never deleted.
 *
 * @returns its id
 * @throws HubError NOT_FOUND, FORBIDDEN, CONFLICT, STATE_REFUSED also for what has been submitted before
 */
export function deleteDraft(context: SubgraphContext, args: StepArgs): Promise<string> {
  const { idempotencyKey, id, version } = args
  const input = { id, version }
  return change(context, { action: 'deleteDraft', input, idempotencyKey }, async (work) => {
    const initiative = await lockInitiative(work, context.caller, initiativeAccess.remove, id)
    demandVersion(comparable(initiative), version)
    demandStep('remove', initiative.status)
    if (initiative.submittedAt !== null) {
      throw new HubError('STATE_REFUSED', 'It has been submitted before; only what never was can be deleted.')
    }
    await work.rows(sql`delete from city.need where initiative_id = ${id}`)
    await work.rows(sql`delete from city.initiative where id = ${id}`)
    return id
  })
}
