import { sql } from 'kysely'
import { anonymous } from '../../../../platform/caller/caller.js'
import { type Change, change } from '../../../../platform/changes/change.js'
import type { JobContext } from '../../../../platform/service/job.js'
import { FileRefusal } from '../file/file-refusal.js'
import type { StoredFailure } from '../registration-failure.js'
import { readFile } from './read-file.js'
import { registerChunk } from './register-chunk.js'
import { type Running, takeRunning } from './running.js'
import { callerOf } from './standing.js'
import { reasonToStop, stop } from './stop.js'

/**
 * Takes a registration one step further, in one transaction: reads its file, or settles its next rows.
 *
 * @returns whether there was something to do for this process
 */
export async function workOn(context: JobContext, running: Running): Promise<boolean> {
  try {
    return await inStep(context, running, async (step, taken) => {
      const caller = await callerOf(step, taken.runBy, step.now)
      const reason = await reasonToStop(step, caller, taken.organizationId)
      if (reason !== undefined) await stop(step, taken.id, reason)
      else if (taken.rowCount === null) await readFile(step, taken)
      else await registerChunk(step, taken)
    })
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error
    return inStep(context, running, (step, { id }) => refuse(step, id, error.failure))
  }
}

/** Work in the name of who has run the registration. */
function inStep(
  { database, clock }: JobContext,
  { id, runBy, requestId }: Running,
  work: (step: Change, taken: Running) => Promise<void>,
): Promise<boolean> {
  const context = { caller: { ...anonymous, subject: runBy }, database, requestId, now: clock() }
  return change(context, { action: 'runRegistration', input: null }, async (step) => {
    const taken = await takeRunning(step, id)
    // Somebody else may have run it on meanwhile; then it is worked on in that one's name, in the next turn.
    if (taken === undefined || taken.runBy !== runBy) return false
    await work(step, taken)
    return true
  })
}

async function refuse({ rows, now }: Change, id: string, failure: StoredFailure): Promise<void> {
  await rows(sql`update city.initiative_registration
    set status = 'REFUSED', failure = ${JSON.stringify(failure)}::jsonb, ended_at = ${now} where id = ${id}`)
  await rows(sql`delete from city.initiative_registration_part where registration_id = ${id}`)
}
