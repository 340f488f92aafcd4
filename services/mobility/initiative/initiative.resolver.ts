import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { routesOfInitiatives } from '../route/route.queries.js'
import { type Route, RouteConnection } from '../route/route.type.js'
import { sharingStationsOfInitiatives } from '../sharing-station/sharing-station.queries.js'
import { type SharingStation, SharingStationConnection } from '../sharing-station/sharing-station.type.js'
import { Initiative } from './initiative.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @FieldResolver(() => RouteConnection, {
    nullable: true,
    description: 'Routes of the timetables that belong to the initiative.',
  })
  routes(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Route>> {
    return context.load(routesOfInitiatives, { ...args }, initiative.id)
  }

  @FieldResolver(() => SharingStationConnection, {
    nullable: true,
    description: 'Stations of the sharing systems that belong to the initiative, by name.',
  })
  sharingStations(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SharingStation>> {
    return context.load(sharingStationsOfInitiatives, { ...args }, initiative.id)
  }
}
