import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { goodsFieldsOf } from '../goods/goods.resolver.js'
import { initiativesById } from '../initiative/initiative.queries.js'
import { Initiative } from '../initiative/initiative.type.js'
import { needList, needsById } from './need.queries.js'
import { Need, NeedConnection, NeedFilter } from './need.type.js'

@Resolver(() => Need)
export class NeedResolver extends goodsFieldsOf(Need, {
  skillsAre: 'What who meets it must know how to do.',
}) {
  @Query(() => Need, {
    nullable: true,
    description: 'Also one that has been withdrawn. Null for one of an initiative the caller may not read.',
  })
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
    return page<Need>(needList(filter, context.caller), args, context)
  }

  @FieldResolver(() => Initiative, { nullable: true })
  initiative(@Root() { initiativeId }: Need, @Ctx() context: SubgraphContext) {
    return context.load(initiativesById, null, initiativeId)
  }
}
