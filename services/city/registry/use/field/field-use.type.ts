import { Field, Float, ObjectType } from 'type-graphql'
import { connectionOf } from '../../../../../platform/graph/connection.js'
import { LocalDate } from '../../../../../platform/graph/scalars.js'

@ObjectType({ description: 'How often a field was asked for in the last 30 days; nothing of who asked.' })
export class SubgraphFieldUse {
  @Field(() => String, { description: 'The field, such as `District.beds`.' })
  coordinate!: string

  // It may be more than an Int of GraphQL can hold.
  @Field(() => Float, { description: 'Operations that were executed and asked for it.' })
  count!: number

  @Field(() => LocalDate, { nullable: true, description: 'The last of these days on which it was (UTC).' })
  lastUsedOn!: string | null
}

export const SubgraphFieldUseConnection = connectionOf(SubgraphFieldUse, 'SubgraphFieldUse')
