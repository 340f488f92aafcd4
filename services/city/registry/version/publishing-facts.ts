import { sql } from 'kysely'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type OwnContracts, ownContracts } from '../../../../schema/contracts.js'
import type { Candidate } from '../check/check-version.js'
import { contractsOf } from '../composition/compositions.js'
import { liveSupergraph, releaseInForce } from '../release/live-supergraph.js'
import { ownSubgraph } from '../subgraph/own-subgraph.js'
import type { subgraphAccess } from '../subgraph/subgraph.access.js'
import type { Subgraph } from '../subgraph/subgraph.type.js'
import { type CurrentVersion, currentVersions } from './current-version.js'
import { SubgraphVersionStatus } from './version-status.js'

/** What a version is checked against. */
export interface PublishingFacts extends Pick<Candidate, 'others' | 'liveSupergraph' | 'liveSdl'> {
  subgraph: Subgraph
  /** Tells whether anything else has gone live since. */
  madeOf: string
  own: OwnContracts
  /** What is live without it, but for the hub's own. */
  neighbours: readonly CurrentVersion[]
}

/**
 * Gathers what a schema of the caller's subgraph is checked against.
 *
 * @throws HubError as `ownSubgraph`
 */
export async function publishingFacts(
  { caller, database, now }: SubgraphContext,
  name: string,
  rule: (typeof subgraphAccess)['check' | 'publish'],
): Promise<PublishingFacts> {
  const subgraph = await database.transaction((step) =>
    ownSubgraph(step, caller, rule, sql`s.name = ${name}`),
  )
  const own = await ownContracts()
  const release = await releaseInForce(database, now)
  const live = (await currentVersions(database)).filter(
    ({ id, status }) => status === SubgraphVersionStatus.LIVE && !release.leftOut.includes(id),
  )
  const contracts = await contractsOf({ database, unpublished: new Map() }, live)
  return {
    subgraph,
    madeOf: release.madeOf,
    own,
    neighbours: live.filter(({ subgraphId }) => subgraphId !== subgraph.id),
    others: [...own.contracts, ...contracts.filter((contract) => contract.name !== name)],
    liveSupergraph: await liveSupergraph(database, release),
    liveSdl: contracts.find((contract) => contract.name === name)?.sdl ?? null,
  }
}

/** A schema of the subgraph as it is checked. */
export function candidateOf(
  { subgraph, others, liveSupergraph, liveSdl }: PublishingFacts,
  { url, sdl }: Pick<Candidate, 'url' | 'sdl'>,
): Candidate {
  const { id, name, organizationId, mayExtend, hostToken } = subgraph
  return {
    subgraph: { id, name, organizationId, mayExtend, hostToken },
    url,
    sdl,
    liveSdl,
    others,
    liveSupergraph,
  }
}
