import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { stationsOfDistricts } from '../station/station.queries.js'
import { type Station, StationConnection } from '../station/station.type.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => StationConnection, {
    nullable: true,
    description: 'Stations in this district, by name.',
  })
  stations(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Station>> {
    return context.load(stationsOfDistricts, { ...args }, district.id)
  }
}
