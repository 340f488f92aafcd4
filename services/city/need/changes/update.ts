import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked } from '../../../../platform/input/checked.js'
import { given } from '../../goods/given.js'
import { goodsAccess } from '../../goods/goods.access.js'
import { knownReferences } from '../../goods/known-references.js'
import { refusingLessThanPromised } from '../../matching/match/booking/promised.js'
import type { NeedChangesArgs } from '../need.args.js'
import { NeedEntity } from '../need.entity.js'
import { needAsInput, needSchema, needValues } from '../need.input.js'
import type { Need } from '../need.type.js'
import { needForChange } from './for-change.js'
import { outcome } from './outcome.js'

/**
 * Changes what is said of a need.
 *
 * @throws HubError BAD_USER_INPUT with everything that is wrong in `extensions.problems`, CONFLICT for less than is
 *   promised, and as `needForChange`
 */
export function updateNeed(
  context: ChangeContext,
  { id, version, input, idempotencyKey, lang }: NeedChangesArgs,
): Promise<Need> {
  const { caller, now } = context
  const request = { action: 'updateNeed', input: { id, version, input }, idempotencyKey }
  const thing = { table: 'need', id, lang } as const
  const work = async (step: Change) => {
    const current = await needForChange(step, caller, goodsAccess.update, { id, version })
    const wanted = { ...needAsInput(current), ...given(input) }
    const content = checked(needSchema(await knownReferences(step)), wanted, lang)
    await step.em.nativeUpdate(
      NeedEntity,
      { id },
      { ...needValues(content), version: version + 1, updatedAt: now },
    )
    return outcome(step, id, 'changed')
  }
  return refusingLessThanPromised(context, thing, () => change(context, request, work))
}
