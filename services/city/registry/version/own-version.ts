import { sql } from 'kysely'
import type { Caller } from '../../../../platform/caller/caller.js'
import type { Change } from '../../../../platform/changes/change.js'
import { demandDecision } from '../../organization/may-decide.js'
import { ownSubgraph } from '../subgraph/own-subgraph.js'
import { ownerOf } from '../subgraph/owner-of.js'
import { subgraphAccess } from '../subgraph/subgraph.access.js'
import type { Subgraph } from '../subgraph/subgraph.type.js'
import { storedVersion } from './place-version.js'
import type { SubgraphVersion } from './version.type.js'
import { demandVersionStep, type VersionStep } from './version-life.js'

/** Steps that are the organization's own; the others are for coordinators who do not belong to it. */
const own: ReadonlySet<VersionStep> = new Set(['submit', 'withdraw'])

export interface VersionInHand {
  subgraph: Subgraph
  version: SubgraphVersion
}

/**
 * A version the caller may take a step with, kept from being changed by others until the transaction ends.
 *
 * @throws HubError as `ownSubgraph`; FORBIDDEN for coordinators who belong to its organization, STATE_REFUSED if the
 *   step does not fit its state
 */
export async function versionInHand(
  step: Change,
  caller: Caller,
  taken: VersionStep,
  id: string,
): Promise<VersionInHand> {
  const which = sql`s.id = (select known.subgraph_id from city.subgraph_version known where known.id = ${id})`
  const subgraph = await ownSubgraph(step, caller, subgraphAccess[taken], which)
  if (!own.has(taken)) demandDecision(caller, ownerOf(subgraph))
  const version = await storedVersion(step, id)
  demandVersionStep(taken, version.status)
  return { subgraph, version }
}
