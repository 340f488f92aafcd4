import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checkedReason } from '../../../goods/withdrawal.js'
import { demandActing } from '../../../organization/acting.js'
import { matchAccess } from '../match.access.js'
import type { ReasonedMatchArgs } from '../match.args.js'
import { matchEvents } from '../match.events.js'
import { takeMatchStep } from './take-step.js'

/**
 * Refuses, for who offers the resource, what was accepted: what was booked is given back.
 * Throws as `demandActing` and `takeMatchStep`, and BAD_USER_INPUT.
 */
export async function refuseMatch(context: SubgraphContext, args: ReasonedMatchArgs) {
  const why = checkedReason(args.reason, args.lang)
  return takeMatchStep(context, args, {
    mutation: 'refuseMatch',
    step: 'refuse',
    why,
    demand: ({ provider }, work) =>
      demandActing(work, context.caller, matchAccess.refuse, provider.organizationId),
    decide: (match, { now }) => ({
      endReason: why,
      endedAt: now,
      events: matchEvents('refused', match, { reason: why }),
    }),
  })
}
