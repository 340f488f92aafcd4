import type { NewEvent } from '../../../../platform/changes/event.js'
import { type SubgraphEvent, subgraphEvent } from '../subgraph/subgraph.events.js'
import type { Subgraph } from '../subgraph/subgraph.type.js'
import type { SubgraphVersion } from './version.type.js'
import { SubgraphVersionStatus } from './version-status.js'

const events: Partial<Record<SubgraphVersionStatus, SubgraphEvent>> = {
  [SubgraphVersionStatus.AWAITING_APPROVAL]: 'awaiting-approval',
  [SubgraphVersionStatus.CANARY]: 'canary',
  [SubgraphVersionStatus.LIVE]: 'live',
}

/** What is told of a version that has got a new place; nothing of those that stay in the sandbox or were refused. */
export function placedEvent(
  subgraph: Subgraph,
  { number, status, canaryPercent }: SubgraphVersion,
): NewEvent[] {
  const event = events[status]
  if (event === undefined) return []
  return [
    subgraphEvent(event, subgraph, { number, ...(canaryPercent !== null && { percent: canaryPercent }) }),
  ]
}
