import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { initiativesById } from '../initiative/initiative.queries.js'
import { Initiative } from '../initiative/initiative.type.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { needList, needsById } from './need.queries.js'
import { Need, NeedConnection, NeedFilter } from './need.type.js'

@Resolver(() => Need)
export class NeedResolver {
  @Query(() => Need, { nullable: true, description: 'Null for one of an initiative not everybody may read.' })
  need(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(needsById, null, id)
  }

  @Query(() => NeedConnection, {
    nullable: true,
    description: 'What initiatives lack, by title; best first where a text is searched for.',
  })
  needs(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => NeedFilter, { nullable: true }) filter: NeedFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Need>> {
    return page<Need>(needList(filter), args, context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: Need, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(@Root() { texts }: Need, @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who asks for it.' })
  organization(@Root() { organizationId }: Need, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }

  @FieldResolver(() => District, { nullable: true, description: 'Null for the whole town.' })
  district(@Root() { districtId }: Need, @Ctx() context: SubgraphContext) {
    return districtId === null ? null : context.load(districtsById, null, districtId)
  }
  @FieldResolver(() => Initiative, { nullable: true })
  initiative(@Root() { initiativeId }: Need, @Ctx() context: SubgraphContext) {
    return context.load(initiativesById, null, initiativeId)
  }
}
