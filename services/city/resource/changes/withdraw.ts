import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { goodsAccess } from '../../goods/goods.access.js'
import type { WithdrawalArgs } from '../../goods/goods.args.js'
import { GoodsStatus } from '../../goods/goods-status.js'
import { checkedReason } from '../../goods/withdrawal.js'
import { demandNothingPromised } from '../../matching/match/booking/nothing-promised.js'
import { expireProposals } from '../../matching/match/ending.js'
import { ResourceEntity } from '../resource.entity.js'
import type { Resource } from '../resource.type.js'
import { resourceForChange } from './for-change.js'
import { outcome } from './outcome.js'

/**
 * Takes an offer back.
 *
 * @throws HubError BAD_USER_INPUT if there is no reason, STATE_REFUSED while something of it is promised, and as
 *   `resourceForChange`
 */
export async function withdrawResource(
  context: ChangeContext,
  { id, version, reason, idempotencyKey, lang }: WithdrawalArgs,
): Promise<Resource> {
  const { caller, now } = context
  const why = checkedReason(reason, lang)
  const request = { action: 'withdrawResource', input: { id, version, reason }, idempotencyKey, why }
  return change(context, request, async (step) => {
    await resourceForChange(step, caller, goodsAccess.withdraw, { id, version })
    await demandNothingPromised(step, id, lang)
    await expireProposals(step, sql`resource_id = ${id}`)
    await step.em.nativeUpdate(
      ResourceEntity,
      { id },
      { status: GoodsStatus.WITHDRAWN, withdrawalReason: why, version: version + 1, updatedAt: now },
    )
    return outcome(step, id, 'withdrawn')
  })
}
