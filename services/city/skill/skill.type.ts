import { Field, ID, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'

@ObjectType({
  description: 'Something people know how to do; a special skill stands below a more general one.',
})
export class Skill {
  @Field(() => ID)
  id!: string

  @Field(() => String, { nullable: true, description: 'Whose taxonomy it is from; null for the hub’s own.' })
  source!: string | null

  texts!: { label: LocalizedText }
  /** The nearest first. */
  ancestorIds!: string[]
}
