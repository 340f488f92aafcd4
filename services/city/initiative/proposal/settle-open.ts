import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import { openStatuses, ProposalStatus } from './proposal-status.js'

/** Withdraws the proposal that is open on an initiative that has ended, if there is one. */
export async function settleOpenProposal({ rows, now }: Change, initiativeId: string): Promise<void> {
  await rows(sql`update city.initiative_proposal
    set status = ${ProposalStatus.WITHDRAWN}, decided_at = ${now}, version = version + 1
    where initiative_id = ${initiativeId} and status = any(${[...openStatuses]}::text[])`)
}
