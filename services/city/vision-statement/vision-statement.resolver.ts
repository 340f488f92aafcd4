import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { allVisionStatements } from './vision-statement.queries.js'
import { VisionStatement } from './vision-statement.type.js'

@Resolver(() => VisionStatement)
export class VisionStatementResolver {
  @Query(() => [VisionStatement], { nullable: true, description: 'The five statements, by number.' })
  visionStatements(@Ctx() context: SubgraphContext): Promise<VisionStatement[]> {
    return allVisionStatements(context)
  }

  @FieldResolver(() => String)
  text(@Root() { texts }: VisionStatement, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.text, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: VisionStatement,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }
}
