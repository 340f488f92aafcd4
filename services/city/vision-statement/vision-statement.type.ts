import { Field, Int, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'

@ObjectType({ description: 'One of the five statements the town has agreed on, in the hub’s own words.' })
export class VisionStatement {
  @Field(() => Int, { description: '1 to 5.' })
  number!: number

  @Field(() => String, { description: 'The paper the statement is in, and its number there.' })
  source!: string

  texts!: { text: LocalizedText }
}
