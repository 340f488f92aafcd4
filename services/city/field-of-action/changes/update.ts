import { z } from 'zod'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { changedFields } from '../../history/changed-fields.js'
import { reason } from '../../history/reason.input.js'
import type { UpdateFieldOfActionArgs } from '../field-of-action.args.js'
import { fieldOfActionChanges } from '../field-of-action.input.js'
import { fieldsOfAction } from '../field-of-action.queries.js'
import type { FieldOfAction } from '../field-of-action.type.js'
import { fieldEvent } from './field-event.js'
import { lockedFields } from './locked-fields.js'
import { statementProblems } from './statement-problems.js'
import { writeField } from './write-field.js'

const request = z.object({ input: fieldOfActionChanges, reason })

/**
 * Changes a field of action; one that would stay as it is keeps its version.
 *
 * @throws HubError BAD_USER_INPUT with every problem, NOT_FOUND, CONFLICT
 */
export function updateFieldOfAction(
  context: ChangeContext,
  { idempotencyKey, lang, ...args }: UpdateFieldOfActionArgs,
): Promise<FieldOfAction | undefined> {
  const { id } = args
  const { input, reason: why } = checked(request, args, lang, [])
  return change(
    context,
    { action: 'updateFieldOfAction', input: args, idempotencyKey, why },
    async (step) => {
      const current = (await lockedFields(step)).find((field) => field.id === id)
      if (current === undefined) throw new HubError('NOT_FOUND', `There is no field of action "${id}".`)
      demandVersion(current, args.version)
      const { id: _id, version, ...before } = current
      const numbers = input.visionStatements ?? before.visionStatements
      const problems = await statementProblems(step, numbers, lang)
      if (problems.length > 0) throw refusedInput(problems)
      const after = {
        ...before,
        ...input,
        visionStatements: [...new Set(numbers)].sort((a, b) => a - b),
      }
      const changes = changedFields(before, after)
      if (changes.length > 0) {
        await writeField(step, id, version + 1, after)
        step.emit(fieldEvent('changed', id, after, changes))
      }
      const [changed] = await step.rows(fieldsOfAction([id]))
      return changed
    },
  )
}
