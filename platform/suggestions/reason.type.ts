import { Args, Directive, Field, ObjectType } from 'type-graphql'
import { LanguageArgs } from '../graph/language.js'
import { type Reason, SuggestionReasonCode } from './reason.js'
import { reasonText } from './reason-texts.js'

@ObjectType({ description: 'One reason why something is suggested.' })
@Directive('@shareable')
export class SuggestionReason {
  @Field(() => SuggestionReasonCode)
  code!: SuggestionReasonCode

  @Field(() => String, {
    nullable: true,
    description: 'What the reason is about: a LifeSituation, a Field, or the id of a district.',
  })
  subject!: string | null

  @Field(() => String, { description: 'The reason as people read it.' })
  text(@Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    // Only whole reasons become objects of this type.
    return reasonText({ code: this.code, subject: this.subject } as Reason, lang)
  }
}
