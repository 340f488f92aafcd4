import { type Change, change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import type { NewEvent } from '../../../../../platform/changes/event.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import type { MatchStepArgs } from '../match.args.js'
import { MatchEntity } from '../match.entity.js'
import type { Match } from '../match.type.js'
import { demandMatchStep, type MatchStep } from '../match-life.js'
import type { MatchStatus } from '../match-status.js'
import { comparable, lockMatch, matchAsWritten, type StoredMatch } from '../stored-match.js'

/** What a step does beside leading to its state. */
export interface Outcome {
  amount?: string
  /** As PostgreSQL writes a multirange. */
  during?: string
  confirmBy?: Date | null
  acceptedAt?: Date
  confirmedAt?: Date | null
  endReason?: string
  endedAt?: Date
  events?: readonly NewEvent[]
}

interface Step {
  /** Name of the mutation. */
  mutation: string
  step: MatchStep
  why?: string
  /** Refuses what has no chance, before anything is locked. */
  look?: (work: Change) => Promise<void>
  /** Refuses who may not. */
  demand: (match: StoredMatch, work: Change) => void | Promise<void>
  /** Refuses, or says what the step does; asked once the caller, the version and the state are right. */
  decide: (match: StoredMatch, work: Change) => Outcome | Promise<Outcome>
}

/**
 * Takes a match one step further in its life.
 *
 * @throws HubError NOT_FOUND, FORBIDDEN, CONFLICT, STATE_REFUSED, and whatever `decide` throws
 */
export function takeMatchStep(
  context: SubgraphContext,
  args: MatchStepArgs,
  { mutation, step, why, look, demand, decide }: Step,
): Promise<Match> {
  const { idempotencyKey, lang: _, ...input } = args
  return change(context, { action: mutation, input, idempotencyKey, why }, async (work) => {
    await look?.(work)
    const match = await lockMatch(work, context.caller, args.id)
    await demand(match, work)
    demandVersion(comparable(match), args.version)
    const status = demandMatchStep(step, match.status)
    await writeMatchStep(work, match, status, await decide(match, work))
    return matchAsWritten(work, match.id)
  })
}

/** Writes what a step does, and tells of it. */
export async function writeMatchStep(
  work: Change,
  { id, version }: Pick<StoredMatch, 'id' | 'version'>,
  status: MatchStatus,
  { events = [], ...columns }: Outcome,
): Promise<void> {
  await work.em.nativeUpdate(MatchEntity, { id }, { ...columns, status, version: version + 1 })
  for (const event of events) work.emit(event)
}
