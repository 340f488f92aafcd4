import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'

@ObjectType({ description: 'A field of action of the town’s digital strategy.' })
@Directive('@key(fields: "id")')
export class FieldOfAction {
  @Field(() => ID)
  id!: string

  texts!: { title: LocalizedText; description: LocalizedText }
}
