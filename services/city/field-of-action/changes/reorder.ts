import { sql } from 'kysely'
import { z } from 'zod'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { demandVersion } from '../../../../platform/changes/conflict.js'
import { checked, refusedInput } from '../../../../platform/input/checked.js'
import { reason } from '../../history/reason.input.js'
import type { ReorderFieldsOfActionArgs } from '../field-of-action.args.js'
import { mostFieldsOfAction } from '../field-of-action.input.js'
import { fieldsOfAction } from '../field-of-action.queries.js'
import type { FieldOfAction } from '../field-of-action.type.js'
import { orderProblems } from '../order-problems.js'
import { fieldEvent } from './field-event.js'
import { lockedFields } from './locked-fields.js'

const request = z.object({
  order: z.array(z.object({ id: z.string(), version: z.int() })).max(mostFieldsOfAction),
  reason,
})

/**
 * Puts all fields of action in another order; those that keep their place keep their version.
 *
 * @throws HubError BAD_USER_INPUT with every problem, CONFLICT
 */
export function reorderFieldsOfAction(
  context: ChangeContext,
  { idempotencyKey, lang, ...args }: ReorderFieldsOfActionArgs,
): Promise<FieldOfAction[]> {
  const { order, reason: why } = checked(request, args, lang, [])
  return change(
    context,
    { action: 'reorderFieldsOfAction', input: args, idempotencyKey, why },
    async (step) => {
      const present = new Map((await lockedFields(step)).map((field) => [field.id, field]))
      const ids = order.map(({ id }) => id)
      const problems = orderProblems(ids, [...present.keys()], lang)
      if (problems.length > 0) throw refusedInput(problems)
      for (const [index, { id, version }] of order.entries()) {
        const field = present.get(id)
        if (field === undefined) continue
        demandVersion(field, version)
        const position = index + 1
        if (field.position === position) continue
        await step.rows(sql`update city.field_of_action set position = ${position}, version = version + 1
          where id = ${id}`)
        step.emit(fieldEvent('changed', id, { ...field, position }, ['position']))
      }
      return step.rows(fieldsOfAction(ids))
    },
  )
}
