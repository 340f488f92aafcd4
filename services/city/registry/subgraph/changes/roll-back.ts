import { sql } from 'kysely'
import type { Change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { reasonInput } from '../../../organization/reason.input.js'
import { changeRegistry } from '../../release/change-registry.js'
import { withdrawApproval } from '../../version/approval.js'
import { placeVersion } from '../../version/place-version.js'
import { versionColumns } from '../../version/version.queries.js'
import type { SubgraphVersion } from '../../version/version.type.js'
import { SubgraphVersionStatus } from '../../version/version-status.js'
import { ownSubgraph } from '../own-subgraph.js'
import { stateRefused } from '../state-refused.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { RollBackSubgraphArgs } from '../subgraph.args.js'
import { subgraphEvent } from '../subgraph.events.js'

/**
 * Makes a version live again that was live before, at once. What it replaces is approved no more: published again, it
 * has to be approved again.
 *
 * @throws HubError as `ownSubgraph` and `changeRegistry`: STATE_REFUSED if it does not compose with the others any more;
 *   BAD_USER_INPUT for a reason that is none, STATE_REFUSED for a version that was never live or is
 */
export async function rollBackSubgraph(
  context: SubgraphContext,
  { id, number, reason, idempotencyKey, lang }: RollBackSubgraphArgs,
): Promise<SubgraphVersion> {
  demand(context.caller, subgraphAccess.rollBack)
  const why = checked(reasonInput, reason, lang, ['reason'])
  return changeRegistry(context, {
    request: { action: 'rollBackSubgraph', input: { id, number, reason }, idempotencyKey, why },
    demanded: ({ id }) => id,
    async work(step) {
      const subgraph = await ownSubgraph(step, context.caller, subgraphAccess.rollBack, sql`s.id = ${id}`)
      const earlier = await versionOnceLive(step, id, number)
      await withdrawLiveApproval(step, id)
      const live = await placeVersion(step, earlier, { status: SubgraphVersionStatus.LIVE })
      step.emit(subgraphEvent('rolled-back', subgraph, { number }))
      return live
    },
  })
}

async function versionOnceLive({ rows }: Change, id: string, number: number): Promise<SubgraphVersion> {
  const [version] = await rows<SubgraphVersion>(sql`select ${versionColumns} from city.subgraph_version v
    where v.subgraph_id = ${id} and v.number = ${number} and v.live_at is not null and v.status = 'REPLACED'`)
  if (version !== undefined) return version
  throw stateRefused(
    `Version ${number} war noch nie für alle da oder ist es gerade; möglich ist eine, die es war und ersetzt wurde`,
    `Version ${number} never was live, or is: name one that was live and has been replaced.`,
  )
}

async function withdrawLiveApproval(step: Change, id: string): Promise<void> {
  const [live] = await step.rows<{ hash: string }>(
    sql`select hash from city.subgraph_version where subgraph_id = ${id} and status = 'LIVE'`,
  )
  if (live !== undefined) await withdrawApproval(step, { subgraphId: id, hash: live.hash })
}
