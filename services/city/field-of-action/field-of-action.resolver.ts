import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { visionStatementsOfFields } from '../vision-statement/vision-statement.queries.js'
import { VisionStatement } from '../vision-statement/vision-statement.type.js'
import { allFieldsOfAction } from './field-of-action.queries.js'
import { FieldOfAction } from './field-of-action.type.js'

@Resolver(() => FieldOfAction)
export class FieldOfActionResolver {
  @Query(() => [FieldOfAction], {
    nullable: true,
    description: 'The fields of action, in the order of the strategy.',
  })
  fieldsOfAction(@Ctx() context: SubgraphContext): Promise<FieldOfAction[]> {
    return allFieldsOfAction(context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: FieldOfAction, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => String)
  description(@Root() { texts }: FieldOfAction, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.description, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: FieldOfAction,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => [VisionStatement], { description: 'The statements it serves, by number.' })
  visionStatements(@Root() { id }: FieldOfAction, @Ctx() context: SubgraphContext) {
    return context.load(visionStatementsOfFields, null, id)
  }
}
