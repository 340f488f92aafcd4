import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { optionalReason } from '../../history/reason.input.js'
import { itemProblems } from '../item-problems.js'
import type { AddRoadmapItemArgs } from '../roadmap.args.js'
import type { RoadmapItemContent } from '../roadmap-item.content.js'
import { RoadmapItemEntity } from '../roadmap-item.entity.js'
import { roadmapItemInput } from '../roadmap-item.input.js'
import { roadmapItems } from '../roadmap-item.queries.js'
import type { RoadmapItem } from '../roadmap-item.type.js'
import { itemEvent } from './item-event.js'
import { knownThings } from './known-things.js'

const request = z.object({ input: roadmapItemInput, reason: optionalReason })

/**
 * Puts an item on the roadmap.
 *
 * @throws HubError BAD_USER_INPUT with every problem
 */
export function addRoadmapItem(
  context: ChangeContext,
  { idempotencyKey, lang, ...args }: AddRoadmapItemArgs,
): Promise<RoadmapItem | undefined> {
  const { input, reason } = checked(request, args, lang, [])
  const content: RoadmapItemContent = { ...input, initiatives: [...new Set(input.initiatives)].sort() }
  return change(
    context,
    { action: 'addRoadmapItem', input: args, idempotencyKey, why: reason },
    async (step) => {
      const problems = itemProblems(content, input.initiatives, await knownThings(step, content), lang)
      if (problems.length > 0) throw refusedInput(problems)
      const id = `rm-${randomUUID()}`
      step.em.create(RoadmapItemEntity, { id, ...content })
      step.emit(itemEvent('added', id, content))
      const [item] = await step.rows(roadmapItems([id]))
      return item
    },
  )
}
