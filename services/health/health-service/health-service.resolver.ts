import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import type { Connection } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { Near } from '../../../platform/graph/place.js'
import { District } from '../district/district.type.js'
import { healthSitesById } from '../health-site/health-site.queries.js'
import { HealthSite } from '../health-site/health-site.type.js'
import { healthServiceList, healthServicesById, isOfferedNear } from './health-service.queries.js'
import { HealthServiceArgs, matches } from './health-service.search.js'
import { HealthService, HealthServiceConnection } from './health-service.type.js'

@Resolver(() => HealthService)
export class HealthServiceResolver {
  @Query(() => HealthService, { nullable: true })
  healthService(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(healthServicesById, null, id)
  }

  @Query(() => HealthServiceConnection, { nullable: true, description: 'Services offered now, by name.' })
  healthServices(
    @Args(() => HealthServiceArgs) { text, specialty, ...args }: HealthServiceArgs,
    @Arg('near', () => Near, { nullable: true }) near: Near | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<HealthService>> {
    const where = [...matches({ text, specialty }), ...(near ? [isOfferedNear(near)] : [])]
    return page<HealthService>(healthServiceList(where), args, context)
  }

  @FieldResolver(() => HealthSite, { nullable: true, description: 'Where it is offered.' })
  site(@Root() service: HealthService, @Ctx() context: SubgraphContext) {
    return service.siteId === null ? null : context.load(healthSitesById, null, service.siteId)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() service: HealthService) {
    return service.districtId === null ? null : { id: service.districtId }
  }
}
