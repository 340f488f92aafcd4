import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { KnownOperation } from '../../../../schema/checks/finding.js'
import { ownContracts } from '../../../../schema/contracts.js'
import { newCompositions } from '../composition/compositions.js'
import { inThread } from '../composition/in-thread.js'
import { composeRelease } from '../release/composed-release.js'
import { liveSupergraph, releaseInForce, supergraphText } from '../release/live-supergraph.js'
import { usedOperations } from '../use/used-operations.js'
import { currentVersions } from '../version/current-version.js'
import { SubgraphVersionStatus } from '../version/version-status.js'

/** The operations in use that would break if a subgraph left the graph, the most used first. */
export async function operationsLost(
  { database, now }: SubgraphContext,
  subgraphId: string,
): Promise<KnownOperation[]> {
  const live = (await currentVersions(database)).filter(({ status }) => status === SubgraphVersionStatus.LIVE)
  const rest = live.filter((version) => version.subgraphId !== subgraphId)
  if (rest.length === live.length) return []
  const before = await liveSupergraph(database, await releaseInForce(database, now))
  const compose = newCompositions({ database, own: await ownContracts(), unpublished: new Map(), now })
  const { shares } = await composeRelease(rest, compose)
  const after = await supergraphText(database, shares.at(-1)?.edition.supergraph ?? '')
  return inThread('operationsBroken', { before, after, operations: await usedOperations(database, now) })
}
