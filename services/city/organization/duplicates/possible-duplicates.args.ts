import { ArgsType, Field } from 'type-graphql'
import { z } from 'zod'
import { Language } from '../../../../platform/graph/language.js'
import { optionalText, text } from '../../../../platform/input/text.js'

@ArgsType()
export class PossibleDuplicatesArgs {
  @Field(() => String, { description: 'As far as it is typed; at most 200 characters.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'At most 2048 characters.' })
  webAddress?: string | null

  @Field(() => String, { nullable: true, description: 'At most 100 characters.' })
  registerNumber?: string | null

  @Field(() => Language, {
    defaultValue: Language.DE,
    description: 'Language of the messages about what is wrong.',
  })
  lang!: Language
}

/** An address that is not one yet is no mistake while somebody types; it has no host to compare. */
export const possibleDuplicatesInput = z.object({
  name: text(200),
  webAddress: optionalText(2048),
  registerNumber: optionalText(100),
})
