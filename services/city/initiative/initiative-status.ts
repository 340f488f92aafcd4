import { registerEnumType } from 'type-graphql'

export enum InitiativeStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  SCHEDULED = 'SCHEDULED',
  PUBLISHED = 'PUBLISHED',
  REJECTED = 'REJECTED',
  PAUSED = 'PAUSED',
  ENDED = 'ENDED',
}

registerEnumType(InitiativeStatus, {
  name: 'InitiativeStatus',
  description: 'Where an initiative stands in its life. Everybody may read published, paused and ended ones.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    SUBMITTED: { description: 'Waiting for a coordinator.' },
    CHANGES_REQUESTED: { description: 'Looked at, and back with its author for the reason given.' },
    SCHEDULED: { description: 'Approved; published at the time that was set.' },
    REJECTED: { description: 'Not published, for the reason given. There is no way back.' },
    PAUSED: { description: 'Interrupted; may go on.' },
    ENDED: { description: 'Over for good.' },
  },
})

/** States in which everybody may read an initiative. */
export const publicStatuses: readonly InitiativeStatus[] = [
  InitiativeStatus.PUBLISHED,
  InitiativeStatus.PAUSED,
  InitiativeStatus.ENDED,
]

/** Who has paused an initiative: what the town has paused, only the town resumes. */
export enum PausedBy {
  ORGANIZATION = 'ORGANIZATION',
  TOWN = 'TOWN',
}
