import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { District } from '../district/district.type.js'
import { healthServicesOfSites } from '../health-service/health-service.queries.js'
import { type HealthService, HealthServiceConnection } from '../health-service/health-service.type.js'
import { healthSitesById } from './health-site.queries.js'
import { HealthSite } from './health-site.type.js'

@Resolver(() => HealthSite)
export class HealthSiteResolver {
  @Query(() => HealthSite, { nullable: true })
  healthSite(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(healthSitesById, null, id)
  }

  @FieldResolver(() => HealthServiceConnection, { description: 'What is offered here, by name.' })
  services(
    @Root() site: HealthSite,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<HealthService>> {
    return context.load(healthServicesOfSites, { ...args }, site.id)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() site: HealthSite) {
    return site.districtId === null ? null : { id: site.districtId }
  }
}
