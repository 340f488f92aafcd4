import { Args, FieldResolver, Resolver, Root } from 'type-graphql'
import { LanguageArgs, localize } from '../../../platform/graph/language.js'
import { FieldOfActionVersion } from './field-of-action-version.type.js'

@Resolver(() => FieldOfActionVersion)
export class FieldOfActionVersionResolver {
  @FieldResolver(() => String)
  title(@Root() { content }: FieldOfActionVersion, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(content.title, lang)
  }

  @FieldResolver(() => String)
  description(
    @Root() { content }: FieldOfActionVersion,
    @Args(() => LanguageArgs) { lang }: LanguageArgs,
  ): string {
    return localize(content.description, lang)
  }
}
