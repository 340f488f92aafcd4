import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { demandDecision } from '../../../organization/may-decide.js'
import { givenReason } from '../../changes/reason.js'
import type { StepArgs } from '../../changes/take-step.js'
import { initiativeEvent } from '../../initiative.events.js'
import { takeProposalStep } from '../take-proposal-step.js'

/** Sends a proposal back to its author, with the reason. Throws as `takeProposalStep`, and BAD_USER_INPUT. */
export function requestChangesToProposal(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  const step = { mutation: 'requestChangesToProposal', step: 'requestChanges', why } as const
  return takeProposalStep(context, args, step, ({ id, initiative }) => {
    demandDecision(context.caller, initiative)
    const said = { proposal: id, reason: why }
    return { reason: why, events: [initiativeEvent('proposal-changes-requested', initiative, said)] }
  })
}
