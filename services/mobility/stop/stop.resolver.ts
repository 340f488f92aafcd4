import { sql } from 'kysely'
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { Near } from '../../../platform/graph/place.js'
import { DepartureArgs, whenAsked } from '../departure/departure.args.js'
import { departuresOfStops } from '../departure/departure.queries.js'
import { Departure } from '../departure/departure.type.js'
import { District } from '../district/district.type.js'
import { hasWords } from '../name-search.js'
import { stopList, stopsById, stopsNear } from './stop.queries.js'
import { Stop, StopConnection } from './stop.type.js'

@Resolver(() => Stop)
export class StopResolver {
  @Query(() => Stop, { nullable: true, description: 'A stop, a station, or a platform of one.' })
  stop(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(stopsById, null, id)
  }

  @Query(() => StopConnection, {
    nullable: true,
    description: 'Stops and stations by name; those near a place by distance.',
  })
  stops(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('text', () => String, { nullable: true, description: 'Words of the name.' }) text: string | null,
    @Arg('near', () => Near, { nullable: true }) near: Near | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Stop>> {
    const where = text ? [hasWords(sql`s.name`, text)] : []
    return page<Stop>(near ? stopsNear(near, where) : stopList(where), args, context)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() stop: Stop) {
    return stop.districtId === null ? null : { id: stop.districtId }
  }

  @FieldResolver(() => [Departure], {
    description:
      'The next departures, of a station those from all its platforms. Looks up to 7 service days ahead.',
  })
  departures(
    @Root() stop: Stop,
    @Args(() => DepartureArgs) args: DepartureArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Departure[]> {
    return context.load(departuresOfStops, whenAsked(args, context.now), stop.id)
  }
}
