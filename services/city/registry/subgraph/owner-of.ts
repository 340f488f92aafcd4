import type { Owner } from '../../../../platform/graph/access.js'
import type { Subgraph } from './subgraph.type.js'

/** Whom a subgraph belongs to. */
export function ownerOf({ organizationId, town }: Pick<Subgraph, 'organizationId' | 'town'>): Owner {
  return { organizationId, town }
}
