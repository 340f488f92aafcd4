import { type RawBuilder, sql } from 'kysely'
import type { Owner } from '../../../../platform/graph/access.js'
import { inOrderOf } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { Contact } from '../../contact/contact.js'
import { isOfTown } from '../initiative.visibility.js'
import { changedParts, type InitiativeContent } from '../initiative-content.js'
import { contentOfRow } from '../written-columns.js'
import type { InitiativeProposal } from './initiative-proposal.type.js'

/** A proposal beside what is published. The contact is left out: answers that are kept must not hold personal data. */
export interface ProposalRow
  extends Pick<
      InitiativeProposal,
      'id' | 'initiativeId' | 'status' | 'version' | 'reason' | 'proposedAt' | 'decidedAt'
    >,
    Owner {
  content: InitiativeContent
  published: InitiativeContent
  changesContact: boolean
}

/** SQL: proposals `p` of the initiatives `i`, as `ProposalRow`s. */
export function selectProposals(rest: RawBuilder<unknown>): RawBuilder<ProposalRow> {
  return sql<ProposalRow>`select p.id, p.initiative_id as "initiativeId", p.status, p.version, p.reason,
      p.proposed_at as "proposedAt", p.decided_at as "decidedAt", p.content, ${contentOfRow} as published,
      p.contact is distinct from i.contact as "changesContact",
      i.organization_id as "organizationId", ${isOfTown} as town
    from city.initiative_proposal p join city.initiative i on i.id = p.initiative_id ${rest}`
}

/** What the graph shows of a proposal. */
export function shownProposal({ published, changesContact, ...proposal }: ProposalRow): InitiativeProposal {
  const { field, location, startsOn, endsOn, analogAccess } = proposal.content
  const changes = changedParts(published, proposal.content)
  return {
    ...proposal,
    ...{ field, location, startsOn, endsOn, analogAccess: [...analogAccess] },
    changes: changesContact ? [...changes, 'contact'] : changes,
  }
}

/** The proposal of each initiative that was put forward last; null where there never was one. */
export async function lastProposalsOfInitiatives(
  initiativeIds: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(InitiativeProposal | null)[]> {
  const rows = await database.rows(
    selectProposals(sql`where p.id in (
      select distinct on (each.initiative_id) each.id from city.initiative_proposal each
      where each.initiative_id = any(${[...initiativeIds]}::text[])
      order by each.initiative_id, each.proposed_at desc, each.id)`),
  )
  return inOrderOf(initiativeIds, rows.map(shownProposal), ({ initiativeId }) => initiativeId)
}

/** Proposals by their ids, for those who have been shown to be allowed to read them. */
export async function proposalsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows(selectProposals(sql`where p.id = any(${[...ids]}::text[])`))
  return inOrderOf(ids, rows.map(shownProposal), ({ id }) => id)
}

/** Whom each proposal would name to be asked; personal data, for those who may read it only. */
export async function contactsOfProposals(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<{ id: string; contact: Contact | null }>(
    sql`select id, contact from city.initiative_proposal where id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id).map((row) => row?.contact ?? null)
}
