import { registerEnumType } from 'type-graphql'

export enum Sharing {
  EXCLUSIVE = 'EXCLUSIVE',
  POOLED = 'POOLED',
}

registerEnumType(Sharing, {
  name: 'Sharing',
  description: 'Whether one initiative uses it at a time, or several share its quantity.',
  valuesConfig: {
    EXCLUSIVE: { description: 'One at a time, such as a room or a vehicle.' },
    POOLED: { description: 'Several at once, each a part of the quantity, such as hours or euros.' },
  },
})
