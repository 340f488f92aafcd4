import { registerEnumType } from 'type-graphql'

export enum RegistrationFormat {
  CSV = 'CSV',
  JSON = 'JSON',
}

registerEnumType(RegistrationFormat, {
  name: 'RegistrationFormat',
  description: 'What a file with initiatives is written in.',
  valuesConfig: {
    CSV: { description: 'A header with the names of the columns, then a row for each initiative.' },
    JSON: { description: 'An array of `InitiativeDraftInput`, each with an `externalId`.' },
  },
})
