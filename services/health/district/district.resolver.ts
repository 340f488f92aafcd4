import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { healthServicesOfDistricts } from '../health-service/health-service.queries.js'
import { HealthServiceArgs } from '../health-service/health-service.search.js'
import { type HealthService, HealthServiceConnection } from '../health-service/health-service.type.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => HealthServiceConnection, {
    nullable: true,
    description: 'Health services offered in this district now, by name.',
  })
  healthServices(
    @Root() district: District,
    @Args(() => HealthServiceArgs) args: HealthServiceArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<HealthService>> {
    return context.load(healthServicesOfDistricts, { ...args }, district.id)
  }
}
