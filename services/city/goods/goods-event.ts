import { Audience } from '../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../platform/changes/event.js'
import type { Goods } from './goods.type.js'

/** What those are told who want to know of resources or needs. */
export function goodsEvent(
  type: string,
  entity: 'Resource' | 'Need',
  { id, organizationId, districtId, texts, kind, quantity }: Goods,
  { everybody }: { everybody: boolean },
): NewEvent & { data: Record<string, unknown> } {
  return {
    type,
    entity,
    entityId: id,
    organizationId,
    audience: everybody ? Audience.PUBLIC : Audience.ORGANIZATION,
    districts: districtId === null ? [] : [districtId],
    data: { title: texts.title, kind, quantity },
  }
}
