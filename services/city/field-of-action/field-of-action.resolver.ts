import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { askedMoment, asOfDescription } from '../history/as-of.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { visionStatementsOfFields } from '../vision-statement/vision-statement.queries.js'
import { VisionStatement } from '../vision-statement/vision-statement.type.js'
import { allFieldsOfAction } from './field-of-action.queries.js'
import { FieldOfAction } from './field-of-action.type.js'
import { versionsOfFieldsOfAction } from './field-of-action-version.queries.js'
import { type FieldOfActionVersion, FieldOfActionVersionConnection } from './field-of-action-version.type.js'

@Resolver(() => FieldOfAction)
export class FieldOfActionResolver {
  @Query(() => [FieldOfAction], {
    nullable: true,
    description: 'The fields of action, in the order of the strategy.',
  })
  fieldsOfAction(
    @Arg('asOf', () => DateTime, { nullable: true, description: asOfDescription }) asOf: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<FieldOfAction[]> {
    return allFieldsOfAction(context, askedMoment(asOf))
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
  visionStatements(@Root() { id, asOf }: FieldOfAction, @Ctx() context: SubgraphContext) {
    return context.load(visionStatementsOfFields, asOf, id)
  }

  @FieldResolver(() => FieldOfActionVersionConnection, {
    nullable: true,
    description: 'What it was and why it was changed, the newest version first.',
  })
  history(
    @Root() { id }: FieldOfAction,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<FieldOfActionVersion>> {
    return context.load(versionsOfFieldsOfAction, { ...args }, id)
  }
}
