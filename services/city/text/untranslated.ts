import { ArgsType, Field } from 'type-graphql'
import { Language } from '../../../platform/graph/language.js'

@ArgsType()
export class UntranslatedArgs {
  @Field(() => Language, { defaultValue: Language.EN, description: 'Language to check.' })
  lang!: Language
}

/** Description of the field `untranslated` of every type with localized texts. */
export const untranslatedDescription =
  'Names of the fields that are given in German when this language is asked for, for nobody has translated them yet.'
