import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { MunicipalServiceFilter } from './municipal-service.filter.js'
import { municipalServiceList, municipalServicesById } from './municipal-service.queries.js'
import { DigitalAccess, MunicipalService, MunicipalServiceConnection } from './municipal-service.type.js'

@Resolver(() => MunicipalService)
export class MunicipalServiceResolver {
  @Query(() => MunicipalService, { nullable: true })
  municipalService(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(municipalServicesById, null, id)
  }

  @Query(() => MunicipalServiceConnection, {
    nullable: true,
    description: 'Services of the town by title; best first where a text is searched for.',
  })
  municipalServices(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MunicipalServiceFilter, { nullable: true }) filter: MunicipalServiceFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<MunicipalService>> {
    return page<MunicipalService>(municipalServiceList(filter), args, context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: MunicipalService, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => String)
  description(@Root() { texts }: MunicipalService, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.description, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: MunicipalService,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => District, { nullable: true, description: 'Null for a service of the whole town.' })
  district(@Root() { districtId }: MunicipalService, @Ctx() context: SubgraphContext) {
    return districtId === null ? null : context.load(districtsById, null, districtId)
  }
}

@Resolver(() => DigitalAccess)
export class DigitalAccessResolver {
  @FieldResolver(() => String, { description: 'What to do there.' })
  how(@Root() { texts }: DigitalAccess, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.how, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: DigitalAccess,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }
}
