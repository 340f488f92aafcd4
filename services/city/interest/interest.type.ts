import { Args, Field, ObjectType } from 'type-graphql'
import { LanguageArgs, type LocalizedText, localize } from '../../../platform/graph/language.js'
import { Suggestions } from '../suggestion/suggestions.type.js'

const whatNext: LocalizedText = {
  DE: 'Wir schicken Ihnen eine E-Mail. Bitte bestätigen Sie mit dem Link darin, dass die Adresse Ihre ist; bis dahin bekommen Sie nichts weiter.',
  EN: 'We are sending you an e-mail. Please confirm with the link in it that the address is yours; until then you get nothing else.',
  DE_EASY: 'Sie bekommen eine E-Mail von uns. In der E-Mail ist ein Link. Bitte klicken Sie auf den Link.',
}

@ObjectType({
  description:
    'What becomes of a wish to follow an interest. The same for every address: nobody learns who follows what.',
})
export class InterestRequest {
  @Field(() => Suggestions, { description: 'What is followed.' })
  suggestions!: Suggestions

  @Field(() => String, { description: 'What to do next, as people read it.' })
  message(@Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(whatNext, lang)
  }
}
