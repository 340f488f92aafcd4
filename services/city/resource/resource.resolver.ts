import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { LanguageArgs, localize, untranslated } from '../../../platform/graph/language.js'
import { page } from '../../../platform/graph/list.js'
import { districtsById } from '../district/district.queries.js'
import { District } from '../district/district.type.js'
import { organizationsById } from '../organization/organization.queries.js'
import { Organization } from '../organization/organization.type.js'
import { UntranslatedArgs, untranslatedDescription } from '../text/untranslated.js'
import { resourceList, resourcesById } from './resource.queries.js'
import { Resource, ResourceConnection, ResourceFilter } from './resource.type.js'

@Resolver(() => Resource)
export class ResourceResolver {
  @Query(() => Resource, { nullable: true })
  resource(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(resourcesById, null, id)
  }

  @Query(() => ResourceConnection, {
    nullable: true,
    description: 'What is held ready for initiatives, by title; best first where a text is searched for.',
  })
  resources(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => ResourceFilter, { nullable: true }) filter: ResourceFilter | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Resource>> {
    return page<Resource>(resourceList(filter), args, context)
  }

  @FieldResolver(() => String)
  title(@Root() { texts }: Resource, @Args(() => LanguageArgs) { lang }: LanguageArgs): string {
    return localize(texts.title, lang)
  }

  @FieldResolver(() => [String], { description: untranslatedDescription })
  untranslated(
    @Root() { texts }: Resource,
    @Args(() => UntranslatedArgs) { lang }: UntranslatedArgs,
  ): string[] {
    return untranslated(texts, lang)
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who offers it.' })
  organization(@Root() { organizationId }: Resource, @Ctx() context: SubgraphContext) {
    return context.load(organizationsById, null, organizationId)
  }

  @FieldResolver(() => District, { nullable: true, description: 'Null for the whole town.' })
  district(@Root() { districtId }: Resource, @Ctx() context: SubgraphContext) {
    return districtId === null ? null : context.load(districtsById, null, districtId)
  }
}
