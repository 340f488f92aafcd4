import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { sharingStationsOfDistricts } from '../sharing-station/sharing-station.queries.js'
import { type SharingStation, SharingStationConnection } from '../sharing-station/sharing-station.type.js'
import { stopsOfDistricts } from '../stop/stop.queries.js'
import { type Stop, StopConnection } from '../stop/stop.type.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => StopConnection, {
    nullable: true,
    description: 'Stops and stations in this district, by name.',
  })
  stops(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Stop>> {
    return context.load(stopsOfDistricts, { ...args }, district.id)
  }

  @FieldResolver(() => SharingStationConnection, {
    nullable: true,
    description: 'Stations of shared vehicles in this district, by name.',
  })
  sharingStations(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<SharingStation>> {
    return context.load(sharingStationsOfDistricts, { ...args }, district.id)
  }
}
