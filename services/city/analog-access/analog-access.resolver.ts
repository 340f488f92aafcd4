import { Args, FieldResolver, Resolver, Root } from 'type-graphql'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import type { StoredAnalogAccess } from './analog-access.js'
import { AnalogAccess } from './analog-access.type.js'

@Resolver(() => AnalogAccess)
export class AnalogAccessResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'When somebody is there; null for a postal address.',
  })
  hours(@Root() { hours }: StoredAnalogAccess, @Args(() => LanguageArgs) { lang }: LanguageArgs) {
    return hours && localize(hours, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { hours }: StoredAnalogAccess,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated({ hours }, lang)
  }
}
