import { registerEnumType } from 'type-graphql'

export enum RowOutcome {
  PENDING = 'PENDING',
  REGISTERED = 'REGISTERED',
  VALID = 'VALID',
  REFUSED = 'REFUSED',
  ALREADY_THERE = 'ALREADY_THERE',
}

registerEnumType(RowOutcome, {
  name: 'RowOutcome',
  description: 'What has become of a row.',
  valuesConfig: {
    PENDING: { description: 'It waits.' },
    REGISTERED: { description: 'It is an initiative now.' },
    VALID: { description: 'It would be one; this was a dry run.' },
    REFUSED: { description: 'Its problems say why; nothing of it was written.' },
    ALREADY_THERE: {
      description: 'The organization has an initiative with this external id; it stays as it is.',
    },
  },
})
