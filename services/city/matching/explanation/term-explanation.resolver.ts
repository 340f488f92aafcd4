import { Args, FieldResolver, Resolver, Root } from 'type-graphql'
import { LanguageArgs, localize } from '../../../../platform/graph/language.js'
import { TermExplanation } from './term-explanation.type.js'

@Resolver(() => TermExplanation)
export class TermExplanationResolver {
  @FieldResolver(() => String, { description: 'The same in words.' })
  text(@Root() { texts }: TermExplanation, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.text, lang)
  }
}
