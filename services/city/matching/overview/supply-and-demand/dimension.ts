import { registerEnumType } from 'type-graphql'

/** What supply and demand can be looked at by. */
export enum SupplyDimension {
  KIND = 'KIND',
  FIELD = 'FIELD',
  DISTRICT = 'DISTRICT',
  MONTH = 'MONTH',
}

registerEnumType(SupplyDimension, {
  name: 'SupplyDimension',
  description: 'What supply and demand can be looked at by.',
  valuesConfig: {
    FIELD: {
      description:
        'A need is in the field of its initiative; a resource in the only field it is for, and in none if it is for several or all.',
    },
    DISTRICT: { description: 'The own district of a resource or need; none for the whole town.' },
    MONTH: { description: 'Calendar months of the town.' },
  },
})
