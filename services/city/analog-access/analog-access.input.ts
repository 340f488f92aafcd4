import { Field, InputType } from 'type-graphql'
import { z } from 'zod'
import { text } from '../../../platform/input/text.js'
import { LocalizedTextInput, localizedTextInput } from '../text/localized-text.input.js'
import { AnalogAccessKind, type StoredAnalogAccess } from './analog-access.js'

@InputType({ description: 'A way in without anything digital.' })
export class AnalogAccessInput {
  @Field(() => AnalogAccessKind)
  kind!: AnalogAccessKind

  @Field(() => String, {
    description:
      'Address of the place, telephone number, or postal address with postal code; at most 300 characters.',
  })
  value!: string

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'When somebody is there; a postal address needs none.',
  })
  hours?: LocalizedTextInput | null
}

/** Reads an `AnalogAccessInput` as it is stored. */
export const analogAccessInput = z
  .object({
    kind: z.enum(AnalogAccessKind),
    value: text(300),
    hours: localizedTextInput(200).nullish(),
  })
  .transform(({ kind, value, hours = null }): StoredAnalogAccess => ({ kind, value, hours }))
