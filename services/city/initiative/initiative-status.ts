import { registerEnumType } from 'type-graphql'

export enum InitiativeStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  CHANGES_REQUESTED = 'CHANGES_REQUESTED',
  PUBLISHED = 'PUBLISHED',
  REJECTED = 'REJECTED',
  PAUSED = 'PAUSED',
  ENDED = 'ENDED',
}

registerEnumType(InitiativeStatus, {
  name: 'InitiativeStatus',
  description: 'Where an initiative stands in its life. Everybody may read published, paused and ended ones.',
})

/** States in which everybody may read an initiative. */
export const publicStatuses: readonly InitiativeStatus[] = [
  InitiativeStatus.PUBLISHED,
  InitiativeStatus.PAUSED,
  InitiativeStatus.ENDED,
]
