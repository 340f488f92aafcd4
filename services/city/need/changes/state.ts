import { randomUUID } from 'node:crypto'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked } from '../../../../platform/input/checked.js'
import { goodsAccess } from '../../goods/goods.access.js'
import { knownReferences } from '../../goods/known-references.js'
import type { NewNeedArgs } from '../need.args.js'
import { NeedEntity } from '../need.entity.js'
import { needSchema, needValues } from '../need.input.js'
import type { Need } from '../need.type.js'
import { demandActingForInitiative } from './acting-initiative.js'
import { outcome } from './outcome.js'

/**
 * States what an initiative lacks, in the name of the organization that stands behind it.
 *
 * @throws HubError BAD_USER_INPUT with everything that is wrong in `extensions.problems`, and as
 *   `demandActingForInitiative`
 */
export function stateNeed(
  context: ChangeContext,
  { initiativeId, input, idempotencyKey, lang }: NewNeedArgs,
): Promise<Need> {
  const { caller, now } = context
  const request = { action: 'stateNeed', input: { initiativeId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    const organizationId = await demandActingForInitiative(step, caller, goodsAccess.state, initiativeId)
    const content = checked(needSchema(await knownReferences(step)), input, lang)
    const id = randomUUID()
    step.em.create(NeedEntity, {
      ...needValues(content),
      id,
      initiative: initiativeId,
      organization: organizationId,
      createdBy: caller.subject,
      createdAt: now,
      updatedAt: now,
    })
    return outcome(step, id, 'stated')
  })
}
