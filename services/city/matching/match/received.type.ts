import { Field, Int, ObjectType } from 'type-graphql'
import { Quantity } from '../../goods/goods.type.js'
import { ResourceKind } from '../../goods/resource-kind.js'

@ObjectType({ description: 'How much a need has got; amounts may be 0.' })
export class Received {
  @Field(() => Quantity, { description: 'What providers have confirmed.' })
  confirmed!: Quantity

  @Field(() => Quantity, { description: 'What is allocated, and waits for its providers.' })
  accepted!: Quantity

  @Field(() => Quantity, { description: 'What is still lacking.' })
  missing!: Quantity
}

@ObjectType({
  description:
    'How much an initiative needs of a kind in a unit, and what of it it has got. Amounts may be 0.',
})
export class ReceivedOfKind extends Received {
  @Field(() => ResourceKind)
  kind!: ResourceKind

  @Field(() => Quantity, { description: 'What its open needs ask for.' })
  needed!: Quantity

  @Field(() => Int, { description: 'Open needs.' })
  needs!: number

  @Field(() => Int, { description: 'Open needs of which all is confirmed.' })
  needsMet!: number
}
