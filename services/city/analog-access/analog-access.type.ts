import { Field, ObjectType } from 'type-graphql'
import type { LocalizedText } from '../../../platform/graph/language.js'
import { AnalogAccessKind } from './analog-access.js'

@ObjectType({ description: 'A way in without anything digital.' })
export class AnalogAccess {
  @Field(() => AnalogAccessKind)
  kind!: AnalogAccessKind

  @Field(() => String, { description: 'Address of the place, telephone number, or postal address.' })
  value!: string

  hours!: LocalizedText | null
}
