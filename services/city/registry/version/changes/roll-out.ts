import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { noteApproval } from '../approval.js'
import { versionInHand } from '../own-version.js'
import { percentInput, placeOf } from '../percent.js'
import { placeVersion } from '../place-version.js'
import { placedEvent } from '../placed-event.js'
import type { RollOutSubgraphVersionArgs } from '../version.args.js'
import type { SubgraphVersion } from '../version.type.js'

/**
 * Changes the share of requests that get a canary; with 100 it is live.
 *
 * @throws HubError as `versionInHand` and `changeRegistry`; BAD_USER_INPUT
 */
export async function rollOutSubgraphVersion(
  context: SubgraphContext,
  { id, percent, idempotencyKey, lang }: RollOutSubgraphVersionArgs,
): Promise<SubgraphVersion> {
  const { caller } = context
  demand(caller, subgraphAccess.rollOut)
  const place = placeOf(checked(percentInput, percent, lang, ['percent']))
  return changeRegistry(context, {
    request: { action: 'rollOutSubgraphVersion', input: { id, percent }, idempotencyKey },
    demanded: () => id,
    async work(step) {
      const { subgraph, version } = await versionInHand(step, caller, 'rollOut', id)
      if (percent === 100) {
        await noteApproval(step, version, { by: caller.subject, reason: null, whole: true })
      }
      const rolledOut = await placeVersion(step, version, place)
      for (const event of placedEvent(subgraph, rolledOut)) step.emit(event)
      return rolledOut
    },
  })
}
