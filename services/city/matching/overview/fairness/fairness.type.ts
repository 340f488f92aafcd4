import { Field, Float, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../../platform/graph/connection.js'
import { ResourceKind, Unit } from '../../../goods/resource-kind.js'
import type { Period } from '../period.js'

@ObjectType({
  description:
    'How evenly organizations get what they ask for. Counted are open needs of initiatives everybody may read, in the month they were stated in; what they got counts there, too, whenever it was promised.',
})
export class MatchingFairness {
  period!: Period
}

@ObjectType({ description: 'How evenly organizations got what they asked for, in one number.' })
export class FairnessIndex {
  @Field(() => String, { nullable: true, description: '`YYYY-MM`; null for the whole period.' })
  month!: string | null

  @Field(() => Int, { description: 'Organizations that asked for something.' })
  organizations!: number

  @Field(() => Float, {
    nullable: true,
    description:
      "Jain's index of their shares, each the mean over kinds and units: 1 where all got the same share, 1 divided by their number where one got everything. Null where nobody got anything.",
  })
  index!: number | null
}

@ObjectType({
  description:
    'What an organization asked for and got, of one kind and unit. Amounts are exact decimal numbers.',
})
export class OrganizationFairness {
  @Field(() => ResourceKind)
  kind!: ResourceKind

  @Field(() => Unit)
  unit!: Unit

  @Field(() => String, { nullable: true, description: '`YYYY-MM`; null where it was not asked by month.' })
  month!: string | null

  @Field(() => String)
  asked!: string

  @Field(() => String, { description: 'What its provider has confirmed.' })
  got!: string

  @Field(() => String, { description: 'Accepted, and not confirmed yet.' })
  waiting!: string

  @Field(() => Float, { description: 'What it got of what it asked for, 0 to 1.' })
  share!: number

  organizationId!: string
}

export const OrganizationFairnessConnection = connectionOf(OrganizationFairness, 'OrganizationFairness')
