import { randomUUID } from 'node:crypto'
import { change } from '../../../../platform/changes/change.js'
import type { ChangeArgs } from '../../../../platform/graph/change-args.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { checked } from '../../../../platform/input/checked.js'
import { initiativeAccess } from '../initiative.access.js'
import { InitiativeEntity } from '../initiative.entity.js'
import type { InitiativeDraftInput } from '../initiative.input.js'
import { draftInput, emptyContent, withInput } from '../initiative-content.js'
import { InitiativeStatus } from '../initiative-status.js'
import { demandFor, initiativeAsWritten } from '../stored-initiative.js'
import { columnsOf, demandSound } from './written-content.js'

interface DraftArgs extends ChangeArgs {
  /** Null for the town itself. */
  organization?: string | null
  input: InitiativeDraftInput
}

/**
 * Begins an initiative, for an organization or the town.
 *
 * @throws HubError BAD_USER_INPUT; FORBIDDEN, NOT_FOUND as `demandActing`
 */
export function draftInitiative(context: SubgraphContext, args: DraftArgs) {
  const { idempotencyKey, lang, organization = null, input } = args
  const { caller, now } = context
  const parts = checked(draftInput, input, lang)
  const asked = { organization, input: parts }
  return change(context, { action: 'draftInitiative', input: asked, idempotencyKey }, async (work) => {
    const owner = { organizationId: organization, town: organization === null }
    await demandFor(work, caller, initiativeAccess.draft, owner)
    const nothing = { content: emptyContent(parts.title, parts.field), contact: null }
    const written = withInput(nothing, parts)
    await demandSound(work, written, parts, lang)
    const { id } = work.em.create(InitiativeEntity, {
      ...columnsOf(written),
      id: randomUUID(),
      status: InitiativeStatus.DRAFT,
      organization,
      districts: [...written.content.districts],
      createdBy: caller.subject,
      createdAt: now,
      updatedAt: now,
    })
    return initiativeAsWritten(work, id)
  })
}
