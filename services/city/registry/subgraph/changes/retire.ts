import { sql } from 'kysely'
import { isCoordinator } from '../../../../../platform/caller/caller.js'
import type { Change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import type { KnownOperation } from '../../../../../schema/checks/finding.js'
import { changeRegistry } from '../../release/change-registry.js'
import { endVersions } from '../../version/place-version.js'
import { SubgraphVersionStatus } from '../../version/version-status.js'
import { operationsLost } from '../operations-lost.js'
import { ownSubgraph } from '../own-subgraph.js'
import { ownerOf } from '../owner-of.js'
import { stateRefused } from '../state-refused.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { RetireSubgraphArgs } from '../subgraph.args.js'
import { subgraphEvent } from '../subgraph.events.js'
import { subgraphsById } from '../subgraph.queries.js'
import type { Subgraph } from '../subgraph.type.js'
import { writeSubgraph } from '../write-subgraph.js'

/** Operations that are named in a refusal; how many there are in all is told too. */
const mostNamed = 20

/**
 * Takes a subgraph out of the graph for good; its name stays taken.
 *
 * @throws HubError as `ownSubgraph`; STATE_REFUSED while operations in use would break, with these in
 *   `extensions.operations`, unless a coordinator forces it; FORBIDDEN if somebody else does
 */
export async function retireSubgraph(
  context: SubgraphContext,
  { id, force, idempotencyKey }: RetireSubgraphArgs,
): Promise<Subgraph> {
  const { caller } = context
  demand(caller, subgraphAccess.retire)
  if (force && !isCoordinator(caller))
    throw new HubError('FORBIDDEN', "Only the town's coordinators may break operations that are in use.")
  const lost = force ? [] : await lostIfAllowed(context, id)
  return changeRegistry(context, {
    request: { action: 'retireSubgraph', input: { id, force }, idempotencyKey },
    async work(step) {
      const current = await ownSubgraph(step, caller, subgraphAccess.retire, sql`s.id = ${id}`)
      if (lost.length > 0) throw inUse(current, lost)
      await endCurrent(step, id)
      step.emit(subgraphEvent('retired', current))
      return writeSubgraph(step, current, { retiredAt: step.now })
    },
  })
}

/** Composing is for those who may retire it; what else speaks against it is found with it locked. */
async function lostIfAllowed(context: SubgraphContext, id: string): Promise<readonly KnownOperation[]> {
  const [subgraph] = await subgraphsById([id], null, context)
  if (!subgraph) return []
  demand(context.caller, subgraphAccess.retire, ownerOf(subgraph))
  return operationsLost(context, id)
}

async function endCurrent(step: Change, id: string): Promise<void> {
  const current = await step.rows<{ id: string }>(sql`select id from city.subgraph_version
    where subgraph_id = ${id} and status in ('SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE')`)
  const ids = current.map((version) => version.id)
  await endVersions(step, ids, SubgraphVersionStatus.WITHDRAWN)
}

function inUse({ name }: Subgraph, lost: readonly KnownOperation[]): HubError {
  const count = lost.length
  const operations = lost
    .slice(0, mostNamed)
    .map(({ hash, name, app, count, lastUsedOn }) => ({ hash, name, app, timesUsed: count, lastUsedOn }))
  return stateRefused(
    `Operationen, die in Gebrauch sind, brauchen den Teilgraphen „${name}“ (${count})`,
    `Operations in use need the subgraph "${name}" (${count}): have their apps changed first.`,
    { operations, operationCount: count },
  )
}
