import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked, refusedInput } from '../../../../../platform/input/checked.js'
import { policyInForce } from '../../policy/policy.queries.js'
import { inputProblems } from '../input-problems.js'
import { mostUnfinished } from '../limits.js'
import { runAccess } from '../run.access.js'
import type { StartMatchingRunArgs } from '../run.args.js'
import { MatchingRunEntity } from '../run.entity.js'
import { matchingRunInput } from '../run.input.js'
import { lockedRun } from '../run.queries.js'
import type { MatchingRun } from '../run.type.js'
import { RunStatus } from '../run-status.js'
import { knownThings } from './known-things.js'

const request = z.object({ input: matchingRunInput })

/**
 * Lets a run wait for its turn; the job takes it up at once where no other is at work.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with every problem, STATE_REFUSED while too many others are
 *   not finished
 */
export function startMatchingRun(
  context: SubgraphContext,
  { idempotencyKey, lang, ...args }: StartMatchingRunArgs,
): Promise<MatchingRun> {
  const { caller, requestId } = context
  demand(caller, runAccess.start)
  const { input } = checked(request, args, lang, [])
  return change(context, { action: 'startMatchingRun', input: args, idempotencyKey }, async (step) => {
    const problems = inputProblems(input, await knownThings(step, input), lang)
    if (problems.length > 0) throw refusedInput(problems)
    await demandRoom(step)
    const { kinds, fields, districts, initiatives, seconds, whatIf } = input
    const { version } = await policyInForce(step)
    const { id } = step.em.create(MatchingRunEntity, {
      id: randomUUID(),
      status: RunStatus.QUEUED,
      policy: version,
      scope: { kinds, fields, districts, initiatives },
      variation: whatIf,
      timeLimitMs: seconds * 1_000,
      startedBy: caller.subject,
      requestId,
      createdAt: step.now,
    })
    return lockedRun(step, id)
  })
}

async function demandRoom({ rows }: Change): Promise<void> {
  // Those who start at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended('city.matching_run', 0))`)
  const unfinished = await rows<{ id: string }>(
    sql`select id from city.matching_run where status in ('QUEUED', 'RUNNING') order by created_at, id`,
  )
  if (unfinished.length < mostUnfinished) return
  throw new HubError(
    'STATE_REFUSED',
    `${mostUnfinished} Abgleiche sind noch nicht fertig; bitte warten oder einen abbrechen / ${mostUnfinished} matching runs are not finished: wait, or cancel one.`,
    { details: { runs: unfinished.map(({ id }) => id) } },
  )
}
