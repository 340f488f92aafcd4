import { ArgsType, Field } from 'type-graphql'
import { Language } from './language.js'

/** What every mutation takes beside its own arguments. */
@ArgsType()
export class ChangeArgs {
  @Field(() => String, {
    description:
      'Chosen by the client, a new one for each change (a UUID, say): a retry with the same key gets the first answer. 8 to 128 printable ASCII characters. Kept for 30 days.',
  })
  idempotencyKey!: string

  @Field(() => Language, {
    defaultValue: Language.DE,
    description: 'Language of the messages about what is wrong.',
  })
  lang!: Language
}
