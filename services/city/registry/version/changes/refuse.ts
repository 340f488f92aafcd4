import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { reasonInput } from '../../../organization/reason.input.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { subgraphEvent } from '../../subgraph/subgraph.events.js'
import { withdrawApproval } from '../approval.js'
import { versionInHand } from '../own-version.js'
import { endVersions, storedVersion } from '../place-version.js'
import type { RefuseSubgraphVersionArgs } from '../version.args.js'
import type { SubgraphVersion } from '../version.type.js'
import { SubgraphVersionStatus } from '../version-status.js'

/**
 * Refuses a version that awaits approval or is a canary, with a reason for its publisher.
 *
 * @throws HubError as `versionInHand` and `changeRegistry`; BAD_USER_INPUT for a reason that is none
 */
export async function refuseSubgraphVersion(
  context: SubgraphContext,
  { id, reason, idempotencyKey, lang }: RefuseSubgraphVersionArgs,
): Promise<SubgraphVersion> {
  demand(context.caller, subgraphAccess.refuse)
  const why = checked(reasonInput, reason, lang, ['reason'])
  return changeRegistry(context, {
    request: { action: 'refuseSubgraphVersion', input: { id, reason }, idempotencyKey, why },
    async work(step) {
      const { subgraph, version } = await versionInHand(step, context.caller, 'refuse', id)
      await withdrawApproval(step, version)
      await endVersions(step, [version.id], SubgraphVersionStatus.WITHDRAWN, why)
      step.emit(subgraphEvent('refused', subgraph, { number: version.number }))
      return storedVersion(step, id)
    },
  })
}
