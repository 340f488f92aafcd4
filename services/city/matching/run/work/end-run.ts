import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { Audience } from '../../../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../../../platform/changes/event.js'
import type { LocalizedText } from '../../../../../platform/graph/language.js'
import type { JobContext } from '../../../../../platform/service/job.js'
import { type RunFailure, runFailures } from '../run-failure.js'
import { type ClaimedRun, inNameOf, isOurs, lockOurs } from './claimed-run.js'

/** Ends a run that somebody asked to stop. */
export async function endCancelled(context: JobContext, run: ClaimedRun): Promise<void> {
  const { database, clock } = context
  await database.rows(sql`update city.matching_run run
    set status = 'CANCELLED', ended_at = ${clock()}, leased_until = null where ${isOurs(run)}`)
}

/** Ends a run that cannot be ended otherwise, and tells the town. */
export async function endFailed(context: JobContext, run: ClaimedRun, failure: RunFailure): Promise<void> {
  await change(inNameOf(run, context), { action: 'startMatchingRun', input: null }, async (step) => {
    if ((await lockOurs(step, run)) === 'LOST') return
    await step.rows(sql`update city.matching_run run
      set status = 'FAILED', failure = ${failure}, ended_at = ${step.now}, leased_until = null where ${isOurs(run)}`)
    tell(step, run, 'failed', { title: runFailures[failure], failure })
  })
}

/** Tells the town what became of a run; of one that only asks what would be, nobody is told but who looks. */
export function tell(
  { emit }: Change,
  { id, variation }: ClaimedRun,
  became: 'finished' | 'failed',
  data: { title: LocalizedText } & NewEvent['data'],
): void {
  if (variation !== null) return
  emit({
    type: `matching-run.${became}`,
    entity: 'MatchingRun',
    entityId: id,
    organizationId: null,
    audience: Audience.TOWN,
    data,
  })
}
