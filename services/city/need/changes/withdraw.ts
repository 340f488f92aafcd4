import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { goodsAccess } from '../../goods/goods.access.js'
import type { WithdrawalArgs } from '../../goods/goods.args.js'
import { GoodsStatus } from '../../goods/goods-status.js'
import { checkedReason } from '../../goods/withdrawal.js'
import { endMatchesOfNeeds, endReasons, lockWhatEnds } from '../../matching/match/ending.js'
import { NeedEntity } from '../need.entity.js'
import type { Need } from '../need.type.js'
import { needForChange } from './for-change.js'
import { outcome } from './outcome.js'

/**
 * Takes a need back. What was promised to it and is still ahead is given back with it.
 *
 * @throws HubError BAD_USER_INPUT if there is no reason, and as `needForChange`
 */
export async function withdrawNeed(
  context: ChangeContext,
  { id, version, reason, idempotencyKey, lang }: WithdrawalArgs,
): Promise<Need> {
  const { caller, now } = context
  const why = checkedReason(reason, lang)
  const request = { action: 'withdrawNeed', input: { id, version, reason }, idempotencyKey, why }
  return change(context, request, async (step) => {
    await needForChange(step, caller, goodsAccess.withdraw, { id, version }, () =>
      lockWhatEnds(step, sql`select ${id}::text`),
    )
    await endMatchesOfNeeds(step, [id], endReasons.needWithdrawn)
    await step.em.nativeUpdate(
      NeedEntity,
      { id },
      { status: GoodsStatus.WITHDRAWN, withdrawalReason: why, version: version + 1, updatedAt: now },
    )
    return outcome(step, id, 'withdrawn')
  })
}
