import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { optionalReason } from '../../../history/reason.input.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { noteApproval } from '../approval.js'
import { versionInHand } from '../own-version.js'
import { percentInput, placeOf } from '../percent.js'
import { placeVersion } from '../place-version.js'
import { placedEvent } from '../placed-event.js'
import type { ApproveSubgraphVersionArgs } from '../version.args.js'
import type { SubgraphVersion } from '../version.type.js'

/**
 * Approves a version: for everybody, or as a canary for a share of requests. An approval for everybody belongs to its
 * content: the same published again needs no other one.
 *
 * @throws HubError as `versionInHand` and `changeRegistry`; BAD_USER_INPUT, STATE_REFUSED for too many canaries
 */
export async function approveSubgraphVersion(
  context: SubgraphContext,
  { id, percent, reason, idempotencyKey, lang }: ApproveSubgraphVersionArgs,
): Promise<SubgraphVersion> {
  const { caller } = context
  demand(caller, subgraphAccess.approve)
  const place = placeOf(checked(percentInput, percent, lang, ['percent']))
  const why = checked(optionalReason, reason, lang, ['reason'])
  const input = { id, percent, reason: why }
  return changeRegistry(context, {
    request: { action: 'approveSubgraphVersion', input, idempotencyKey, why },
    demanded: () => id,
    async work(step) {
      const { subgraph, version } = await versionInHand(step, caller, 'approve', id)
      await noteApproval(step, version, { by: caller.subject, reason: why, whole: percent === 100 })
      const approved = await placeVersion(step, version, place)
      for (const event of placedEvent(subgraph, approved)) step.emit(event)
      return approved
    },
  })
}
