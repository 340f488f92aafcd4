import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { goodsFieldsOf } from '../goods/goods.resolver.js'
import { resourceList, resourcesById } from './resource.queries.js'
import { Resource, ResourceConnection, ResourceFilter } from './resource.type.js'

@Resolver(() => Resource)
export class ResourceResolver extends goodsFieldsOf(Resource, { skillsAre: 'What comes with it.' }) {
  @Query(() => Resource, {
    nullable: true,
    description: 'Also one that has been withdrawn. Null where not everybody may find who offers it.',
  })
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
    return page<Resource>(resourceList(filter, context.caller), args, context)
  }
}
