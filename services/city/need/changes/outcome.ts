import type { Change } from '../../../../platform/changes/change.js'
import { goodsEvent } from '../../goods/goods-event.js'
import { lockedNeed } from '../need.queries.js'
import type { Need } from '../need.type.js'

/** The need as it now is, with the word that goes out about it. */
export async function outcome(
  step: Change,
  id: string,
  became: 'stated' | 'changed' | 'withdrawn',
): Promise<Need> {
  const { need, everybody, field, districts } = await lockedNeed(step, id)
  const event = goodsEvent(`need.${became}`, 'Need', need, { everybody })
  step.emit({
    ...event,
    field,
    districts: need.districtId === null ? districts : [need.districtId],
    data: { ...event.data, initiativeId: need.initiativeId },
  })
  return need
}
