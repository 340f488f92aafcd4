import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { Field as FieldOfInitiative } from '../../../field.js'
import { ResourceKind } from '../../../goods/resource-kind.js'
import { PeriodArgs } from '../period.args.js'
import { SupplyDimension } from './dimension.js'

@InputType({ description: 'What of supply and demand is wanted; what is not given is not asked for.' })
export class SupplyAndDemandFilter {
  @Field(() => [ResourceKind], { nullable: true })
  kinds?: ResourceKind[] | null

  @Field(() => [FieldOfInitiative], {
    nullable: true,
    description: 'Needs of initiatives in one of them, and resources that may be used for one of them.',
  })
  fields?: FieldOfInitiative[] | null

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids. What is for the whole town is in none of them.',
  })
  districts?: string[] | null
}

@ArgsType()
export class SupplyAndDemandArgs extends PeriodArgs {
  @Field(() => [SupplyDimension], { description: 'One to three.' })
  by!: SupplyDimension[]

  @Field(() => SupplyAndDemandFilter, { nullable: true })
  filter?: SupplyAndDemandFilter | null
}
