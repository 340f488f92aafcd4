import { sql } from 'kysely'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { changeRegistry } from '../../release/change-registry.js'
import { ownSubgraph } from '../own-subgraph.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { SubgraphArgs } from '../subgraph.args.js'
import type { Subgraph } from '../subgraph.type.js'
import { writeSubgraph } from '../write-subgraph.js'

/**
 * Has gateways sign with the next key from the next release on. The one before stays among the published keys until
 * there is another one, for requests that are on their way.
 *
 * @throws HubError as `ownSubgraph`
 */
export async function rotateSubgraphKey(
  context: SubgraphContext,
  { id, idempotencyKey }: SubgraphArgs,
): Promise<Subgraph> {
  demand(context.caller, subgraphAccess.rotateKey)
  return changeRegistry(context, {
    request: { action: 'rotateSubgraphKey', input: { id }, idempotencyKey },
    async work(step) {
      const current = await ownSubgraph(step, context.caller, subgraphAccess.rotateKey, sql`s.id = ${id}`)
      return writeSubgraph(step, current, { keyGeneration: current.keyGeneration + 1 })
    },
  })
}
