import { sql } from 'kysely'
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { type Connection, checkPageSize, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { isNear, Near } from '../../../platform/graph/place.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { District } from '../district/district.type.js'
import {
  datastreamsOfStations,
  latestObservations,
  observationsOfDatastreams,
  stationList,
  stationsById,
} from './station.queries.js'
import { Datastream, Observation, ObservationConnection, Station, StationConnection } from './station.type.js'

/** Datastreams shown of a station unless more are asked for; a weather station has about ten. */
const defaultDatastreams = 20

@Resolver(() => Station)
export class StationResolver {
  @Query(() => Station, { nullable: true })
  station(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(stationsById, null, id)
  }

  @Query(() => StationConnection, { nullable: true, description: 'Stations by name.' })
  stations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('near', () => Near, { nullable: true }) near: Near | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Station>> {
    const where = near ? [isNear(sql`s.lat`, sql`s.lon`, near)] : []
    return page<Station>(stationList(where), args, context)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() station: Station) {
    return station.districtId === null ? null : { id: station.districtId }
  }

  @FieldResolver(() => [Datastream])
  datastreams(
    @Root() station: Station,
    @Arg('first', () => Int, { defaultValue: defaultDatastreams }) first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<Datastream[]> {
    checkPageSize({ first })
    return context.load(datastreamsOfStations, first, station.id)
  }
}

@Resolver(() => Datastream)
export class DatastreamResolver {
  @FieldResolver(() => Observation, { nullable: true, description: 'The newest value.' })
  latest(@Root() datastream: Datastream, @Ctx() context: SubgraphContext) {
    return context.load(latestObservations, null, datastream.id)
  }

  @FieldResolver(() => ObservationConnection, {
    description: 'Values from (inclusive) to (exclusive), oldest first.',
  })
  observations(
    @Root() datastream: Datastream,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Observation>> {
    return context.load(observationsOfDatastreams, { ...args, from, to }, datastream.id)
  }
}
