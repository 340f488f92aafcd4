import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'

@ObjectType({ description: 'A field of action of the town’s digital strategy.' })
@Directive('@key(fields: "id")')
export class FieldOfAction {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText; description: LocalizedText }

  @Field(() => Int, { description: 'Counts the changes; who changes it says which one they have seen.' })
  version!: number

  /** Moment it is shown as of, ISO 8601; null for the present. */
  asOf!: string | null
}
