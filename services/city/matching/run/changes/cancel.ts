import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { runAccess } from '../run.access.js'
import type { CancelMatchingRunArgs } from '../run.args.js'
import { lockedRun } from '../run.queries.js'
import type { MatchingRun } from '../run.type.js'
import { RunStatus } from '../run-status.js'

/**
 * Stops a run: one that waits at once, one at work as soon as the process that works on it sees that. It has proposed
 * nothing then.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, STATE_REFUSED for one that has ended
 */
export function cancelMatchingRun(
  context: SubgraphContext,
  { idempotencyKey, id }: CancelMatchingRunArgs,
): Promise<MatchingRun> {
  demand(context.caller, runAccess.cancel)
  return change(context, { action: 'cancelMatchingRun', input: { id }, idempotencyKey }, async (step) => {
    const { status } = await lockedRun(step, id)
    if (status === RunStatus.QUEUED) {
      await step.rows(sql`update city.matching_run
        set status = 'CANCELLED', cancel_asked_at = ${step.now}, ended_at = ${step.now} where id = ${id}`)
    } else if (status === RunStatus.RUNNING) {
      await step.rows(sql`update city.matching_run
        set cancel_asked_at = coalesce(cancel_asked_at, ${step.now}) where id = ${id}`)
    } else {
      const fits = [RunStatus.QUEUED, RunStatus.RUNNING]
      throw new HubError(
        'STATE_REFUSED',
        `It is ${status}; only what is ${fits.join(' or ')} can be cancelled.`,
        {
          details: { status, fits },
        },
      )
    }
    return lockedRun(step, id)
  })
}
