import type { Change } from '../../../../platform/changes/change.js'
import { goodsEvent } from '../../goods/goods-event.js'
import { lockedResource } from '../resource.queries.js'
import type { Resource } from '../resource.type.js'

/** The resource as it now is, with the word that goes out about it. */
export async function outcome(
  step: Change,
  id: string,
  became: 'offered' | 'changed' | 'withdrawn',
): Promise<Resource> {
  const { resource, everybody } = await lockedResource(step, id)
  step.emit(goodsEvent(`resource.${became}`, 'Resource', resource, { everybody }))
  return resource
}
