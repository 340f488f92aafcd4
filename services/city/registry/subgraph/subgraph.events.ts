import { Audience } from '../../../../platform/changes/event.entity.js'
import type { NewEvent } from '../../../../platform/changes/event.js'
import type { Subgraph } from './subgraph.type.js'

/** What became of a subgraph; each is told by the type `subgraph.<event>`. */
export type SubgraphEvent =
  | 'registered'
  | 'awaiting-approval'
  | 'canary'
  | 'live'
  | 'refused'
  | 'rolled-back'
  | 'suspended'
  | 'resumed'
  | 'retired'

const audiences: Record<SubgraphEvent, Audience> = {
  registered: Audience.ORGANIZATION,
  'awaiting-approval': Audience.ORGANIZATION,
  canary: Audience.ORGANIZATION,
  live: Audience.ORGANIZATION,
  refused: Audience.ORGANIZATION,
  'rolled-back': Audience.ORGANIZATION,
  suspended: Audience.ORGANIZATION,
  resumed: Audience.ORGANIZATION,
  retired: Audience.ORGANIZATION,
}

/** Reasons are no part of events, for they may name people. */
export function subgraphEvent(
  event: SubgraphEvent,
  { id, name, organizationId }: Pick<Subgraph, 'id' | 'name' | 'organizationId'>,
  data: Readonly<Record<string, unknown>> = {},
): NewEvent {
  return {
    type: `subgraph.${event}`,
    entity: 'Subgraph',
    entityId: id,
    organizationId,
    audience: audiences[event],
    data: { name, ...data },
  }
}
