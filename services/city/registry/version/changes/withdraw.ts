import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { versionInHand } from '../own-version.js'
import { endVersions, storedVersion } from '../place-version.js'
import type { SubgraphVersionArgs } from '../version.args.js'
import type { SubgraphVersion } from '../version.type.js'
import { SubgraphVersionStatus } from '../version-status.js'

/**
 * Takes back a version that is not live (yet).
 *
 * @throws HubError as `versionInHand` and `changeRegistry`
 */
export async function withdrawSubgraphVersion(
  context: SubgraphContext,
  { id, idempotencyKey }: SubgraphVersionArgs,
): Promise<SubgraphVersion> {
  demand(context.caller, subgraphAccess.withdraw)
  return changeRegistry(context, {
    request: { action: 'withdrawSubgraphVersion', input: { id }, idempotencyKey },
    async work(step) {
      const { version } = await versionInHand(step, context.caller, 'withdraw', id)
      await endVersions(step, [version.id], SubgraphVersionStatus.WITHDRAWN)
      return storedVersion(step, id)
    },
  })
}
