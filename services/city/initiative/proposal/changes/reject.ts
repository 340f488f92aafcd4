import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { demandDecision } from '../../../organization/may-decide.js'
import { givenReason } from '../../changes/reason.js'
import type { StepArgs } from '../../changes/take-step.js'
import { initiativeEvent } from '../../initiative.events.js'
import { takeProposalStep } from '../take-proposal-step.js'

/** Rejects a proposal, with the reason; what is published stays. Throws as `takeProposalStep`, and BAD_USER_INPUT. */
export function rejectProposal(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  const step = { mutation: 'rejectProposal', step: 'reject', why } as const
  return takeProposalStep(context, args, step, ({ id, initiative }, { now }) => {
    demandDecision(context.caller, initiative)
    const event = initiativeEvent('proposal-rejected', initiative, { proposal: id, reason: why })
    return { reason: why, decidedAt: now, events: [event] }
  })
}
