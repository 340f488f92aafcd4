import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { problem } from '../../../../platform/input/problem.js'
import { optionalReason } from '../../history/reason.input.js'
import type { AddFieldOfActionArgs } from '../field-of-action.args.js'
import { fieldOfActionInput, mostFieldsOfAction } from '../field-of-action.input.js'
import { fieldsOfAction } from '../field-of-action.queries.js'
import type { FieldOfAction } from '../field-of-action.type.js'
import { fieldEvent } from './field-event.js'
import { lockedFields } from './locked-fields.js'
import { statementProblems } from './statement-problems.js'
import { writeField } from './write-field.js'

const request = z.object({ input: fieldOfActionInput, reason: optionalReason })

/**
 * Adds a field of action at the end of the strategy.
 *
 * @throws HubError BAD_USER_INPUT with every problem, also if there are as many as the strategy can hold
 */
export function addFieldOfAction(
  context: ChangeContext,
  { idempotencyKey, lang, ...args }: AddFieldOfActionArgs,
): Promise<FieldOfAction | undefined> {
  const { input, reason: why } = checked(request, args, lang, [])
  return change(context, { action: 'addFieldOfAction', input: args, idempotencyKey, why }, async (step) => {
    const present = await lockedFields(step)
    const problems = await statementProblems(step, input.visionStatements, lang)
    if (present.length >= mostFieldsOfAction) {
      problems.push(problem(['input'], 'TOO_MANY', lang, mostFieldsOfAction))
    }
    if (problems.length > 0) throw refusedInput(problems)
    const id = `foa-${randomUUID()}`
    const content = {
      ...input,
      visionStatements: [...new Set(input.visionStatements)].sort((a, b) => a - b),
      position: (present.at(-1)?.position ?? 0) + 1,
    }
    await writeField(step, id, 1, content)
    step.emit(fieldEvent('added', id, content))
    const [added] = await step.rows(fieldsOfAction([id]))
    return added
  })
}
