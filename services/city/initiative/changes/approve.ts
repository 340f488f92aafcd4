import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { refusedInput } from '../../../../platform/input/checked.js'
import { problem } from '../../../../platform/input/problem.js'
import { demandDecision } from '../../organization/may-decide.js'
import { demandComplete } from '../completeness.js'
import { type EventSubject, initiativeEvent } from '../initiative.events.js'
import type { StoredInitiative } from '../stored-initiative.js'
import { isOfVerified } from '../verified-organization.js'
import { type Outcome, type StepArgs, takeStep } from './take-step.js'

/** A time further off than this is a slip of the pen, ms. */
const longestWait = 2 * 366 * 24 * 60 * 60 * 1000

interface ApproveArgs extends StepArgs {
  /** When it is to be published; null or past: at once. */
  publishAt?: Date | null
}

/**
 * Publishes an initiative, at once or at a set time.
 *
 * @throws HubError BAD_USER_INPUT for a time more than two years ahead, INCOMPLETE, STATE_REFUSED also if the
 *   organization is not verified; and as `takeStep`
 */
export function approveInitiative(context: SubgraphContext, args: ApproveArgs) {
  const { publishAt = null, lang } = args
  const wait = publishAt === null ? 0 : publishAt.getTime() - context.now.getTime()
  if (wait > longestWait) throw refusedInput([problem(['publishAt'], 'OUT_OF_RANGE', lang)])
  const step = wait > 0 ? 'schedule' : 'publish'
  return takeStep(context, args, { mutation: 'approveInitiative', step }, async (initiative, work) => {
    demandDecision(context.caller, initiative)
    demandComplete(initiative, lang)
    await demandVerified(work, initiative)
    return wait > 0 ? scheduled(initiative, publishAt) : published(initiative, work.now)
  })
}

/** What publishing an initiative does. */
export function published(initiative: EventSubject, now: Date): Outcome {
  return {
    publishAt: null,
    publishedAt: now,
    decisionReason: null,
    events: [initiativeEvent('published', initiative)],
  }
}

function scheduled(initiative: StoredInitiative, publishAt: Date | null): Outcome {
  return {
    publishAt,
    decisionReason: null,
    events: [initiativeEvent('scheduled', initiative, { publishAt })],
  }
}

async function demandVerified({ rows, now }: Change, { id }: StoredInitiative): Promise<void> {
  const [found] = await rows<{ verified: boolean }>(
    sql`select ${isOfVerified(now)} as verified from city.initiative i where i.id = ${id}`,
  )
  if (found?.verified) return
  throw new HubError(
    'STATE_REFUSED',
    'Its organization is not verified (any more): verify the organization first, then approve the initiative.',
  )
}
