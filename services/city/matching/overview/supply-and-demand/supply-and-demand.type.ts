import { Field, Int, ObjectType } from 'type-graphql'
import { Field as FieldOfInitiative } from '../../../field.js'
import { ResourceKind, Unit } from '../../../goods/resource-kind.js'

@ObjectType({
  description:
    'What is offered and what is needed of one unit. Amounts are exact decimal numbers; those of different units are never added. Counted are open resources of verified organizations, and open needs of published initiatives of verified organizations, that are valid on a day of the period.',
})
export class SupplyAndDemand {
  @Field(() => ResourceKind, { nullable: true, description: 'Null where it was not asked by kind.' })
  kind!: ResourceKind | null

  @Field(() => Unit)
  unit!: Unit

  @Field(() => FieldOfInitiative, {
    nullable: true,
    description: 'Null for resources that are for several or all, and where it was not asked by field.',
  })
  field!: FieldOfInitiative | null

  @Field(() => String, {
    nullable: true,
    description: '`YYYY-MM`; null where it was not asked by month.',
  })
  month!: string | null

  @Field(() => String, {
    description:
      'Sum of the resources. Pieces, seats and square metres are there again after use, so they stand in every month in which they are valid, and months must not be added. Hours, days and euros are used up, so they stand once, in the first month of the period in which they are valid.',
  })
  offered!: string

  @Field(() => String, {
    description:
      'What of it is promised: accepted or confirmed. Of pieces, seats and square metres, the most at one moment of the period; a resource that one at a time uses is promised as a whole then.',
  })
  promised!: string

  @Field(() => String, {
    description: 'Offered and not promised; of pieces, seats and square metres, throughout the period.',
  })
  free!: string

  @Field(() => String, { description: 'Sum of the needs, in months as the resources are.' })
  needed!: string

  @Field(() => String, { description: 'What of it is promised: accepted or confirmed.' })
  met!: string

  @Field(() => String, { description: 'Needed and not met.' })
  missing!: string

  @Field(() => Int, { description: 'How many needs.' })
  needs!: number

  @Field(() => Int, { description: 'How many resources.' })
  resources!: number

  districtId!: string | null
}
