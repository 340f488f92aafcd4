import { Audience } from '../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../platform/changes/event.js'
import type { LocalizedText } from '../../../platform/graph/language.js'
import type { Field } from '../field.js'

/** What events tell of the initiative they are about. */
export interface EventSubject {
  id: string
  organizationId: string | null
  content: { title: LocalizedText; field: Field; districts: readonly string[] }
}

/** Who is told of what becomes of an initiative. */
const audiences = {
  submitted: Audience.TOWN,
  withdrawn: Audience.TOWN,
  'changes-requested': Audience.ORGANIZATION,
  rejected: Audience.ORGANIZATION,
  scheduled: Audience.ORGANIZATION,
  published: Audience.PUBLIC,
  changed: Audience.PUBLIC,
  paused: Audience.PUBLIC,
  resumed: Audience.PUBLIC,
  ended: Audience.PUBLIC,
  /** The reason for what the town has done; it is not public. */
  'reason-given': Audience.ORGANIZATION,
  proposed: Audience.TOWN,
  'proposal-withdrawn': Audience.TOWN,
  'proposal-changes-requested': Audience.ORGANIZATION,
  'proposal-accepted': Audience.ORGANIZATION,
  'proposal-rejected': Audience.ORGANIZATION,
} as const

/** An event about an initiative, with its title and what else there is to say. */
export function initiativeEvent(
  became: keyof typeof audiences,
  { id, organizationId, content }: EventSubject,
  more: Readonly<Record<string, unknown>> = {},
): NewEvent {
  const { title, field, districts } = content
  return {
    type: `initiative.${became}`,
    entity: 'Initiative',
    entityId: id,
    organizationId,
    audience: audiences[became],
    field,
    districts,
    data: { title, ...more },
  }
}
