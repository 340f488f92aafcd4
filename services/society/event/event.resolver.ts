import { sql } from 'kysely'
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { type Connection, checkPageSize, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { page } from '../../../platform/graph/list.js'
import { isNear, Near } from '../../../platform/graph/place.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { District } from '../district/district.type.js'
import { eventList, eventsById, isOfCategory, occurrencesOfEvents, speaksOf } from './event.queries.js'
import { Event, EventConnection, Occurrence } from './event.type.js'

/** Occurrences shown of an event unless more are asked for. */
const defaultOccurrences = 10

@Resolver(() => Event)
export class EventResolver {
  @Query(() => Event, { nullable: true })
  event(@Arg('id', () => ID) id: string, @Ctx() context: SubgraphContext) {
    return context.load(eventsById, null, id)
  }

  @Query(() => EventConnection, {
    nullable: true,
    description:
      'Events with an occurrence in a period, from now on unless said, each once and by the first of these; none that are cancelled.',
  })
  events(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('text', () => String, { nullable: true, description: 'Words of the event.' }) text: string | null,
    @Arg('near', () => Near, { nullable: true }) near: Near | null,
    @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
    @Arg('category', () => String, { nullable: true }) category: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Event>> {
    const where = [
      ...(text?.trim() ? [speaksOf(text)] : []),
      ...(near ? [isNear(sql`e.lat`, sql`e.lon`, near)] : []),
      ...(category ? [isOfCategory(category)] : []),
    ]
    const period = { from: from ?? null, to: to ?? null }
    return page<Event>(eventList(period, context, { where }), args, context)
  }

  @FieldResolver(() => [Occurrence], {
    description: 'Occurrences that end after `from`, now unless said, and start before `to`, by their start.',
  })
  occurrences(
    @Root() event: Event,
    @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
    @Arg('first', () => Int, { defaultValue: defaultOccurrences, description: 'How many at most, 1 to 100.' })
    first: number,
    @Ctx() context: SubgraphContext,
  ): Promise<Occurrence[]> {
    checkPageSize({ first })
    return context.load(occurrencesOfEvents, { from: from ?? context.now, to: to ?? null, first }, event.id)
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() event: Event) {
    return event.districtId === null ? null : { id: event.districtId }
  }
}
