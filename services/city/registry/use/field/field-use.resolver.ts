import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { Access } from '../../../../../platform/graph/access.js'
import { type Connection, PageArgs } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { ownerOf } from '../../subgraph/owner-of.js'
import { subgraphAccess } from '../../subgraph/subgraph.access.js'
import { Subgraph } from '../../subgraph/subgraph.type.js'
import { fieldUseOfSubgraphs } from './field-use.queries.js'
import { type SubgraphFieldUse, SubgraphFieldUseConnection } from './field-use.type.js'

@Resolver(() => Subgraph)
export class SubgraphFieldUseResolver {
  @Access(subgraphAccess.read, ownerOf)
  @FieldResolver(() => SubgraphFieldUseConnection, {
    nullable: true,
    description:
      'Every field of the version that is live, the one asked for most often first. For those who act for its organization and coordinators.',
  })
  fieldUse(
    @Root() { id }: Subgraph,
    @Args(() => PageArgs) { first, after = null }: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SubgraphFieldUse>> {
    return context.load(fieldUseOfSubgraphs, { first, after }, id)
  }
}
