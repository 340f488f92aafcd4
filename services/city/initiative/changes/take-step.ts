import { type Change, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { ChangeArgs } from '../../../../platform/graph/change-args.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeAccess } from '../initiative.access.js'
import { InitiativeEntity } from '../initiative.entity.js'
import type { Initiative } from '../initiative.type.js'
import type { WrittenInitiative } from '../initiative-content.js'
import { demandStep, type InitiativeStep } from '../initiative-life.js'
import type { InitiativeStatus, PausedBy } from '../initiative-status.js'
import {
  comparable,
  initiativeAsWritten,
  lockInitiative,
  type StoredInitiative,
} from '../stored-initiative.js'
import { columnsOf, writeDistricts } from './written-content.js'

/** Which initiative, and the version the caller has in mind. */
export interface StepArgs extends ChangeArgs {
  id: string
  version: number
}

/** What a step does beside leading to its state. */
export interface Outcome {
  submittedAt?: Date
  publishAt?: Date | null
  publishedAt?: Date
  decisionReason?: string | null
  pausedBy?: PausedBy | null
  /** What it says from now on, where that changes. */
  written?: WrittenInitiative
  events: readonly NewEvent[]
}

/** What of an initiative must be known to write it. */
export type WriteTarget = Pick<StoredInitiative, 'id' | 'version' | 'contentVersion'>

interface Step {
  /** Name of the mutation. */
  mutation: string
  step: InitiativeStep
  why?: string
}

/**
 * Takes an initiative one step further in its life.
 *
 * @param decide refuses, or says what the step does; asked once the caller, the version and the state are right
 * @throws HubError NOT_FOUND, FORBIDDEN, CONFLICT, STATE_REFUSED, and whatever `decide` throws
 */
export function takeStep(
  context: SubgraphContext,
  args: StepArgs,
  { mutation, step, why }: Step,
  decide: (initiative: StoredInitiative, work: Change) => Outcome | Promise<Outcome>,
): Promise<Initiative> {
  const { idempotencyKey, lang: _, ...input } = args
  return change(context, { action: mutation, input, idempotencyKey, why }, async (work) => {
    const initiative = await lockInitiative(work, context.caller, initiativeAccess[step], args.id)
    demandVersion(comparable(initiative), args.version)
    const status = demandStep(step, initiative.status)
    await writeStep(work, initiative, status, await decide(initiative, work))
    return initiativeAsWritten(work, args.id)
  })
}

/** Writes what a step does, and tells of it. */
export async function writeStep(
  work: Change,
  initiative: WriteTarget,
  status: InitiativeStatus,
  { events, written, ...columns }: Outcome,
): Promise<void> {
  const { id, version, contentVersion } = initiative
  const content = written && { ...columnsOf(written), contentVersion: contentVersion + 1 }
  const step = { ...columns, status, version: version + 1, updatedAt: work.now }
  await work.em.nativeUpdate(InitiativeEntity, { id }, { ...content, ...step })
  if (written) await writeDistricts(work, id, written.content.districts)
  for (const event of events) work.emit(event)
}
