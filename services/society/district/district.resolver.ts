import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { eventsOfDistricts } from '../event/event.queries.js'
import { type Event, EventConnection } from '../event/event.type.js'
import { opportunitiesOfDistricts } from '../opportunity/opportunity.queries.js'
import { type VolunteerOpportunity, VolunteerOpportunityConnection } from '../opportunity/opportunity.type.js'
import { District } from './district.type.js'

@Resolver(() => District)
export class DistrictResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description:
      'Events in this district with an occurrence in a period, from now on unless said, each once and by the first of these; none that are cancelled.',
  })
  events(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Event>> {
    return context.load(eventsOfDistricts, { ...args, from: from ?? null, to: to ?? null }, district.id)
  }

  @FieldResolver(() => VolunteerOpportunityConnection, {
    nullable: true,
    description: 'Opportunities to volunteer in this district, by title.',
  })
  volunteerOpportunities(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<VolunteerOpportunity>> {
    return context.load(opportunitiesOfDistricts, { ...args }, district.id)
  }
}
