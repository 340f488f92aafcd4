import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import type { StepArgs } from '../../changes/take-step.js'
import { demandSound } from '../../changes/written-content.js'
import { demandComplete } from '../../completeness.js'
import { initiativeAccess } from '../../initiative.access.js'
import { initiativeEvent } from '../../initiative.events.js'
import type { InitiativeChangesInput } from '../../initiative.input.js'
import { contentInput, withInput } from '../../initiative-content.js'
import { demandStep } from '../../initiative-life.js'
import { comparable, lockInitiative } from '../../stored-initiative.js'
import { InitiativeProposalEntity } from '../initiative-proposal.entity.js'
import { openStatuses, ProposalStatus } from '../proposal-status.js'
import { proposalAsWritten } from '../take-proposal-step.js'

/**
 * Proposes a change to a published initiative; what is published stays as it is until a coordinator accepts it.
 *
 * @throws HubError BAD_USER_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT, INCOMPLETE with everything that would be missing,
 *   STATE_REFUSED also if a proposal is open
 */
export function proposeChange(context: SubgraphContext, args: StepArgs & { input: InitiativeChangesInput }) {
  const { idempotencyKey, lang, ...input } = args
  const { caller, now } = context
  const parts = checked(contentInput, args.input, lang)
  return change(context, { action: 'proposeChange', input, idempotencyKey }, async (work) => {
    const initiative = await lockInitiative(work, caller, initiativeAccess.propose, args.id)
    demandVersion(comparable(initiative), args.version)
    demandStep('propose', initiative.status)
    await demandNoneOpen(work, args.id)
    const written = withInput(initiative, parts)
    await demandSound(work, written, parts, lang)
    demandComplete(written, lang)
    const { id } = work.em.create(InitiativeProposalEntity, {
      ...written,
      id: randomUUID(),
      initiative: args.id,
      status: ProposalStatus.PROPOSED,
      baseVersion: initiative.contentVersion,
      proposedBy: caller.subject,
      proposedAt: now,
    })
    work.emit(initiativeEvent('proposed', initiative, { proposal: id }))
    return proposalAsWritten(work, id)
  })
}

async function demandNoneOpen({ rows }: Change, initiativeId: string): Promise<void> {
  const [open] = await rows<{ id: string }>(sql`select id from city.initiative_proposal
    where initiative_id = ${initiativeId} and status = any(${[...openStatuses]}::text[])`)
  if (open === undefined) return
  throw new HubError('STATE_REFUSED', 'A change is proposed already: update that proposal, or withdraw it.', {
    details: { proposal: open.id },
  })
}
