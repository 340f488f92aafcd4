import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checkedReason } from '../../../goods/withdrawal.js'
import { demandMatchDecision } from '../deciding.js'
import type { ReasonedMatchArgs } from '../match.args.js'
import { takeMatchStep } from './take-step.js'

/** Declines a proposal: the pair is not proposed again soon. Throws as `takeMatchStep`, and BAD_USER_INPUT. */
export async function declineMatch(context: SubgraphContext, args: ReasonedMatchArgs) {
  const why = checkedReason(args.reason, args.lang)
  return takeMatchStep(context, args, {
    mutation: 'declineMatch',
    step: 'decline',
    why,
    demand: (match) => demandMatchDecision(context.caller, match),
    decide: (_, { now }) => ({ endReason: why, endedAt: now }),
  })
}
