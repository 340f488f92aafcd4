import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { healthServicesOfInitiatives } from '../health-service/health-service.queries.js'
import { type HealthService, HealthServiceConnection } from '../health-service/health-service.type.js'
import { Initiative } from './initiative.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @FieldResolver(() => HealthServiceConnection, {
    nullable: true,
    description: 'Health services the initiative offers now, by name.',
  })
  healthServices(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<HealthService>> {
    return context.load(healthServicesOfInitiatives, { ...args }, initiative.id)
  }
}
