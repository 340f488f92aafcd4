import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import type { StepArgs } from '../../changes/take-step.js'
import { demandSound } from '../../changes/written-content.js'
import { demandComplete } from '../../completeness.js'
import { initiativeEvent } from '../../initiative.events.js'
import type { InitiativeChangesInput } from '../../initiative.input.js'
import { contentInput, withInput } from '../../initiative-content.js'
import { takeProposalStep } from '../take-proposal-step.js'

/**
 * Writes parts of a proposal anew and puts it forward again, now as a change to what is published at this moment.
 * Throws as `takeProposalStep`, and BAD_USER_INPUT, INCOMPLETE.
 */
export function updateProposal(context: SubgraphContext, args: StepArgs & { input: InitiativeChangesInput }) {
  const parts = checked(contentInput, args.input, args.lang)
  const step = { mutation: 'updateProposal', step: 'update' } as const
  return takeProposalStep(context, args, step, async (proposal, work) => {
    const { initiative } = proposal
    const { content, contact } = withInput(proposal, parts)
    await demandSound(work, { content, contact }, parts, args.lang)
    demandComplete({ content, contact }, args.lang)
    return {
      written: { content, contact },
      baseVersion: initiative.contentVersion,
      proposedAt: work.now,
      events: [initiativeEvent('proposed', initiative, { proposal: args.id })],
    }
  })
}
