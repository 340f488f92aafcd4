import { defineEntity, p } from '@mikro-orm/core'
import type { Contact } from '../../contact/contact.js'
import { schema } from '../../schema.js'
import { InitiativeEntity } from '../initiative.entity.js'
import type { InitiativeContent } from '../initiative-content.js'
import { ProposalStatus } from './proposal-status.js'

/** A change to a published initiative, which waits beside what is public. */
export const InitiativeProposalEntity = defineEntity({
  name: 'InitiativeProposal',
  tableName: 'initiative_proposal',
  schema,
  properties: {
    id: p.text().primary(),
    initiative: () => p.manyToOne(InitiativeEntity),
    status: p.enum(() => ProposalStatus),
    baseVersion: p.integer().comment('content_version of the initiative it was made from'),
    content: p.json<InitiativeContent>().comment('all that would be said, not only what differs'),
    contact: p.json<Contact>().nullable().comment('personal data: never public'),
    reason: p.text().nullable().comment('of the last decision that has one'),
    proposedBy: p.text().comment('subject of the caller'),
    proposedAt: p.datetime().columnType('timestamptz').comment('last time it was put forward'),
    decidedAt: p.datetime().columnType('timestamptz').nullable(),
    version: p.integer().default(1),
  },
  indexes: [
    { properties: ['initiative', 'proposedAt'] },
    {
      name: 'initiative_proposal_open_unique',
      expression: `create unique index initiative_proposal_open_unique on city.initiative_proposal (initiative_id) where status in ('PROPOSED', 'CHANGES_REQUESTED')`,
    },
    {
      name: 'initiative_proposal_waiting_index',
      expression: `create index initiative_proposal_waiting_index on city.initiative_proposal (proposed_at) where status = 'PROPOSED'`,
    },
  ],
})
