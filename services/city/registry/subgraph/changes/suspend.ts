import { sql } from 'kysely'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { reasonInput } from '../../../organization/reason.input.js'
import { changeRegistry } from '../../release/change-registry.js'
import { subgraphToDecide } from '../own-subgraph.js'
import { stateRefused } from '../state-refused.js'
import { subgraphAccess } from '../subgraph.access.js'
import type { SubgraphArgs, SuspendSubgraphArgs } from '../subgraph.args.js'
import { subgraphEvent } from '../subgraph.events.js'
import type { Subgraph } from '../subgraph.type.js'
import { writeSubgraph } from '../write-subgraph.js'

/**
 * Suspends a subgraph: its types stay in the graph, so that nobody's operation breaks, but it is not asked.
 *
 * @throws HubError as `subgraphToDecide`; BAD_USER_INPUT for a reason that is none, STATE_REFUSED if it is suspended
 */
export async function suspendSubgraph(
  context: SubgraphContext,
  { id, reason, idempotencyKey, lang }: SuspendSubgraphArgs,
): Promise<Subgraph> {
  demand(context.caller, subgraphAccess.suspend)
  const why = checked(reasonInput, reason, lang, ['reason'])
  return changeRegistry(context, {
    request: { action: 'suspendSubgraph', input: { id, reason }, idempotencyKey, why },
    async work(step) {
      const current = await subgraphToDecide(step, context.caller, subgraphAccess.suspend, sql`s.id = ${id}`)
      if (current.suspendedItself) {
        throw stateRefused('Der Teilgraph ist schon gesperrt', 'The subgraph is suspended already.')
      }
      const suspended = await writeSubgraph(step, current, { suspendedAt: step.now, suspensionReason: why })
      step.emit(subgraphEvent('suspended', suspended))
      return suspended
    },
  })
}

/** Lets a suspended subgraph be asked again. @throws HubError as `subgraphToDecide`; STATE_REFUSED if it is not suspended */
export async function resumeSubgraph(
  context: SubgraphContext,
  { id, idempotencyKey }: SubgraphArgs,
): Promise<Subgraph> {
  demand(context.caller, subgraphAccess.resume)
  return changeRegistry(context, {
    request: { action: 'resumeSubgraph', input: { id }, idempotencyKey },
    async work(step) {
      const current = await subgraphToDecide(step, context.caller, subgraphAccess.resume, sql`s.id = ${id}`)
      if (!current.suspendedItself) {
        throw stateRefused(
          'Der Teilgraph ist nicht gesperrt; ist es die Organisation, so ist deren Sperre aufzuheben',
          'The subgraph is not suspended; where its organization is, lift the suspension of that.',
        )
      }
      const resumed = await writeSubgraph(step, current, { suspendedAt: null, suspensionReason: null })
      step.emit(subgraphEvent('resumed', resumed))
      return resumed
    },
  })
}
