import { Audience } from '../../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { FieldOfActionContent } from '../field-of-action.content.js'

/** What everybody may be told of a change of a field of action. */
export function fieldEvent(
  became: 'added' | 'changed',
  id: string,
  { title, visionStatements, position }: FieldOfActionContent,
  changes: readonly string[] = [],
): NewEvent {
  return {
    type: `field-of-action.${became}`,
    entity: 'FieldOfAction',
    entityId: id,
    organizationId: null,
    audience: Audience.PUBLIC,
    data: { title, visionStatements, position, changes },
  }
}
