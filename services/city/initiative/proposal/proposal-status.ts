import { registerEnumType } from 'type-graphql'

export enum ProposalStatus {
  PROPOSED = 'PROPOSED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  WITHDRAWN = 'WITHDRAWN',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
}

registerEnumType(ProposalStatus, {
  name: 'ProposalStatus',
  description: 'Where a proposed change to a published initiative stands.',
  valuesConfig: {
    PROPOSED: { description: 'Waiting for a coordinator; what is public stays as it was.' },
    CHANGES_REQUESTED: { description: 'Looked at, and back with its author for the reason given.' },
    WITHDRAWN: { description: 'Taken back by its author, or out of date because the initiative has ended.' },
    ACCEPTED: { description: 'Public.' },
    REJECTED: { description: 'Not made public, for the reason given.' },
  },
})

/** States of a proposal that is not settled; an initiative has at most one of them. */
export const openStatuses: readonly ProposalStatus[] = [
  ProposalStatus.PROPOSED,
  ProposalStatus.CHANGES_REQUESTED,
]
