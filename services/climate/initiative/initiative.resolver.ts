import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { measuresOfInitiatives } from '../measure/measure.queries.js'
import { type ClimateMeasure, ClimateMeasureConnection } from '../measure/measure.type.js'
import { Initiative } from './initiative.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @FieldResolver(() => ClimateMeasureConnection, {
    nullable: true,
    description: 'What the initiative does for the climate, by title.',
  })
  measures(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<ClimateMeasure>> {
    return context.load(measuresOfInitiatives, { ...args }, initiative.id)
  }
}
