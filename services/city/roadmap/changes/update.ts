import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { FieldOfActionEntity } from '../../field-of-action/field-of-action.entity.js'
import { changedFields } from '../../history/changed-fields.js'
import { reason } from '../../history/reason.input.js'
import { InitiativeEntity } from '../../initiative/initiative.entity.js'
import { itemProblems } from '../item-problems.js'
import type { UpdateRoadmapItemArgs } from '../roadmap.args.js'
import type { RoadmapItemContent } from '../roadmap-item.content.js'
import { RoadmapItemEntity } from '../roadmap-item.entity.js'
import { roadmapItemChanges } from '../roadmap-item.input.js'
import { roadmapItems } from '../roadmap-item.queries.js'
import type { RoadmapItem } from '../roadmap-item.type.js'
import { itemEvent } from './item-event.js'
import { knownThings } from './known-things.js'

const request = z.object({ input: roadmapItemChanges, reason })

/**
 * Changes an item of the roadmap; one that would stay as it is keeps its version.
 *
 * @throws HubError BAD_USER_INPUT with every problem, NOT_FOUND, CONFLICT
 */
export function updateRoadmapItem(
  context: ChangeContext,
  { idempotencyKey, lang, ...args }: UpdateRoadmapItemArgs,
): Promise<RoadmapItem | undefined> {
  const { id, version } = args
  const { input, reason: why } = checked(request, args, lang, [])
  return change(context, { action: 'updateRoadmapItem', input: args, idempotencyKey, why }, async (step) => {
    const item = await lockedItem(step, id)
    const before = contentOf(item)
    const current = { id, version: item.version, ...before }
    demandVersion(current, version)
    const linked = input.initiatives ?? before.initiatives
    const after = { ...before, ...input, initiatives: [...new Set(linked)].sort() }
    const problems = itemProblems(after, linked, await knownThings(step, after), lang)
    if (problems.length > 0) throw refusedInput(problems)
    const changes = changedFields(before, after)
    if (changes.length > 0) {
      write(step, item, after)
      step.emit(itemEvent('changed', id, after, changes))
    }
    const [changed] = await step.rows(roadmapItems([id]))
    return changed
  })
}

type LockedItem = Awaited<ReturnType<typeof lockedItem>>

async function lockedItem({ em }: Transaction, id: string) {
  const item = await em.findOne(RoadmapItemEntity, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (item === null) throw new HubError('NOT_FOUND', `There is no item "${id}" on the roadmap.`)
  await item.initiatives.load({ ref: true })
  return item
}

function contentOf(item: LockedItem): RoadmapItemContent {
  const { title, startQuarter, endQuarter, priority, state, fieldOfAction, initiatives } = item
  const linked = initiatives.getIdentifiers('id').sort()
  return {
    title,
    startQuarter,
    endQuarter,
    priority,
    state,
    fieldOfAction: fieldOfAction.id,
    initiatives: linked,
  }
}

function write({ em }: Transaction, item: LockedItem, content: RoadmapItemContent): void {
  const { title, startQuarter, endQuarter, priority, state, fieldOfAction, initiatives } = content
  Object.assign(item, { title, startQuarter, endQuarter, priority, state, version: item.version + 1 })
  item.fieldOfAction = em.getReference(FieldOfActionEntity, fieldOfAction)
  item.initiatives.set(initiatives.map((id) => em.getReference(InitiativeEntity, id)))
}
