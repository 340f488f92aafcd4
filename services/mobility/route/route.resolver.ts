import { sql } from 'kysely'
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { hasWords } from '../name-search.js'
import { routeList, routesById } from './route.queries.js'
import { Route, RouteConnection, RouteKind } from './route.type.js'

@Resolver(() => Route)
export class RouteResolver {
  @Query(() => Route, { nullable: true })
  route(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(routesById, null, id)
  }

  @Query(() => RouteConnection, { nullable: true, description: 'Routes by what they are called.' })
  routes(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('kind', () => RouteKind, { nullable: true }) kind: RouteKind | null,
    @Arg('text', () => String, { nullable: true, description: 'Words of the names.' }) text: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Route>> {
    const where = [
      ...(kind ? [sql`r.kind = ${kind}`] : []),
      ...(text ? [hasWords(sql`concat_ws(' ', r.short_name, r.long_name)`, text)] : []),
    ]
    return page<Route>(routeList(where), args, context)
  }
}
