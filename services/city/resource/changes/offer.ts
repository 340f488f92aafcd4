import { randomUUID } from 'node:crypto'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { checked } from '../../../../platform/input/checked.js'
import { goodsAccess } from '../../goods/goods.access.js'
import { knownReferences } from '../../goods/known-references.js'
import { demandActing } from '../../organization/acting.js'
import type { OfferArgs } from '../resource.args.js'
import { ResourceEntity } from '../resource.entity.js'
import { resourceSchema, resourceValues } from '../resource.input.js'
import type { Resource } from '../resource.type.js'
import { outcome } from './outcome.js'

/**
 * Offers something of an organization to initiatives.
 *
 * @throws HubError BAD_USER_INPUT with everything that is wrong in `extensions.problems`, and as `demandActing`
 */
export function offerResource(
  context: ChangeContext,
  { organizationId, input, idempotencyKey, lang }: OfferArgs,
): Promise<Resource> {
  const { caller, now } = context
  const request = { action: 'offerResource', input: { organizationId, input }, idempotencyKey }
  return change(context, request, async (step) => {
    await demandActing(step, caller, goodsAccess.offer, organizationId)
    const content = checked(resourceSchema(await knownReferences(step)), input, lang)
    const id = randomUUID()
    step.em.create(ResourceEntity, {
      ...resourceValues(content),
      id,
      organization: organizationId,
      createdBy: caller.subject,
      createdAt: now,
      updatedAt: now,
    })
    return outcome(step, id, 'offered')
  })
}
