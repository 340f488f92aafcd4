import { Args, Ctx, Query, Resolver } from 'type-graphql'
import { Access } from '../../../../../platform/graph/access.js'
import type { Connection } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { page } from '../../../../../platform/graph/list.js'
import { UnmetNeed, UnmetNeedConnection } from '../../run/unmet/unmet-need.type.js'
import { overviewAccess } from '../overview.access.js'
import { UnmetArgs, UnmetPageArgs } from './unmet.args.js'
import { unmetByReason, unmetNeedList } from './unmet.queries.js'
import { UnmetByReason } from './unmet.type.js'

@Resolver()
export class UnmetResolver {
  @Access(overviewAccess.read)
  @Query(() => UnmetNeedConnection, {
    nullable: true,
    description:
      'Needs a matching run left without all they ask for, and that have not been withdrawn since, by kind and unit. As a table: `/exports/unmet-needs.csv`. For coordinators.',
  })
  unmetNeeds(
    @Args(() => UnmetPageArgs) { filter, run, ...args }: UnmetPageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<UnmetNeed>> {
    return page<UnmetNeed>(unmetNeedList({ filter, run }), args, context)
  }

  @Access(overviewAccess.read)
  @Query(() => [UnmetByReason], {
    nullable: true,
    description: 'How many needs stay unmet for which reason, the most frequent first. For coordinators.',
  })
  unmetByReason(
    @Args(() => UnmetArgs) args: UnmetArgs,
    @Ctx() { database }: SubgraphContext,
  ): Promise<UnmetByReason[]> {
    return unmetByReason(database, args)
  }
}
