import { Audience } from '../../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { RoadmapItemContent } from '../roadmap-item.content.js'

/** What everybody may be told of a change of an item. */
export function itemEvent(
  became: 'added' | 'changed',
  id: string,
  { title, startQuarter, endQuarter, priority, state, fieldOfAction }: RoadmapItemContent,
  changes: readonly string[] = [],
): NewEvent {
  return {
    type: `roadmap-item.${became}`,
    entity: 'RoadmapItem',
    entityId: id,
    organizationId: null,
    audience: Audience.PUBLIC,
    data: { title, startQuarter, endQuarter, priority, state, fieldOfAction, changes },
  }
}
