import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked } from '../../../../platform/input/checked.js'
import { given } from '../../goods/given.js'
import { goodsAccess } from '../../goods/goods.access.js'
import { knownReferences } from '../../goods/known-references.js'
import { refusingLessThanPromised } from '../../matching/match/booking/promised.js'
import type { ResourceChangesArgs } from '../resource.args.js'
import { ResourceEntity } from '../resource.entity.js'
import { resourceAsInput, resourceSchema, resourceValues } from '../resource.input.js'
import type { Resource } from '../resource.type.js'
import { resourceForChange } from './for-change.js'
import { outcome } from './outcome.js'

/**
 * Changes what is said of a resource.
 *
 * @throws HubError BAD_USER_INPUT with everything that is wrong in `extensions.problems`, CONFLICT for less than is
 *   promised, and as `resourceForChange`
 */
export function updateResource(
  context: ChangeContext,
  { id, version, input, idempotencyKey, lang }: ResourceChangesArgs,
): Promise<Resource> {
  const { caller, now } = context
  const request = { action: 'updateResource', input: { id, version, input }, idempotencyKey }
  const thing = { table: 'resource', id, lang } as const
  const work = async (step: Change) => {
    const current = await resourceForChange(step, caller, goodsAccess.update, { id, version })
    const wanted = { ...resourceAsInput(current), ...given(input) }
    const content = checked(resourceSchema(await knownReferences(step)), wanted, lang)
    await step.em.nativeUpdate(
      ResourceEntity,
      { id },
      { ...resourceValues(content), version: version + 1, updatedAt: now },
    )
    return outcome(step, id, 'changed')
  }
  return refusingLessThanPromised(context, thing, () => change(context, request, work))
}
