import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { versionInHand } from '../own-version.js'
import { placeVersion } from '../place-version.js'
import { placedEvent } from '../placed-event.js'
import { reachedBy } from '../reached-by.js'
import type { SubgraphVersionArgs } from '../version.args.js'
import type { SubgraphVersion } from '../version.type.js'

/**
 * Takes a version out of the sandbox, as far as it may go: live, or before a coordinator.
 *
 * @throws HubError as `versionInHand` and `changeRegistry`
 */
export async function submitSubgraphVersion(
  context: SubgraphContext,
  { id, idempotencyKey }: SubgraphVersionArgs,
): Promise<SubgraphVersion> {
  demand(context.caller, subgraphAccess.submit)
  return changeRegistry(context, {
    request: { action: 'submitSubgraphVersion', input: { id }, idempotencyKey },
    demanded: () => id,
    async work(step) {
      const { subgraph, version } = await versionInHand(step, context.caller, 'submit', id)
      const status = await reachedBy(step, subgraph, { ...version, sandbox: false })
      const submitted = await placeVersion(step, version, { status })
      for (const event of placedEvent(subgraph, submitted)) step.emit(event)
      return submitted
    },
  })
}
