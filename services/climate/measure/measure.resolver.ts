import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { Initiative } from '../initiative/initiative.type.js'
import { measureList } from './measure.queries.js'
import { ClimateMeasure, ClimateMeasureConnection } from './measure.type.js'

@Resolver(() => ClimateMeasure)
export class ClimateMeasureResolver {
  @Query(() => ClimateMeasureConnection, { nullable: true, description: 'Measures by title.' })
  climateMeasures(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<ClimateMeasure>> {
    return page<ClimateMeasure>(measureList, args, context)
  }

  @FieldResolver(() => Initiative, { nullable: true })
  initiative(@Root() measure: ClimateMeasure) {
    return measure.initiativeId === null ? null : { id: measure.initiativeId }
  }
}
