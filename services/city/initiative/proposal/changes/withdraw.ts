import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import type { StepArgs } from '../../changes/take-step.js'
import { initiativeEvent } from '../../initiative.events.js'
import { takeProposalStep } from '../take-proposal-step.js'

/** Takes a proposal back. Throws as `takeProposalStep`. */
export function withdrawProposal(context: SubgraphContext, args: StepArgs) {
  const step = { mutation: 'withdrawProposal', step: 'withdraw' } as const
  return takeProposalStep(context, args, step, ({ id, initiative }, { now }) => ({
    decidedAt: now,
    events: [initiativeEvent('proposal-withdrawn', initiative, { proposal: id })],
  }))
}
