import { HubError } from '../../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { demandDecision } from '../../../organization/may-decide.js'
import { type StepArgs, writeStep } from '../../changes/take-step.js'
import { demandComplete } from '../../completeness.js'
import { initiativeEvent } from '../../initiative.events.js'
import { changedParts } from '../../initiative-content.js'
import { demandStep } from '../../initiative-life.js'
import { comparable } from '../../stored-initiative.js'
import { type StoredProposal, takeProposalStep } from '../take-proposal-step.js'

/**
 * Makes a proposal public: from now on the initiative says what was proposed.
 *
 * @throws HubError CONFLICT with the initiative if that says something else than when the proposal was made, INCOMPLETE,
 *   and as `takeProposalStep`
 */
export function acceptProposal(context: SubgraphContext, args: StepArgs) {
  const step = { mutation: 'acceptProposal', step: 'accept' } as const
  return takeProposalStep(context, args, step, async (proposal, work) => {
    const { content, contact, initiative } = proposal
    demandDecision(context.caller, initiative)
    demandCurrentBase(proposal)
    demandComplete({ content, contact }, args.lang)
    const status = demandStep('propose', initiative.status)
    const subject = { ...initiative, content }
    // Nobody is told where only the contact has changed.
    const changes = changedParts(initiative.content, content)
    const changed = changes.length > 0 ? [initiativeEvent('changed', subject, { changes })] : []
    await writeStep(work, initiative, status, { written: { content, contact }, events: changed })
    const accepted = initiativeEvent('proposal-accepted', subject, { proposal: proposal.id })
    return { reason: null, decidedAt: work.now, events: [accepted] }
  })
}

function demandCurrentBase({ baseVersion, initiative }: StoredProposal): void {
  if (baseVersion === initiative.contentVersion) return
  throw new HubError(
    'CONFLICT',
    'What is published has changed since this was proposed: its author must look at it and update the proposal.',
    { details: { current: comparable(initiative) } },
  )
}
