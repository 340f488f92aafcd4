import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { type Connection, PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { DateTime } from '../../../platform/graph/scalars.js'
import { eventsOfInitiatives } from '../event/event.queries.js'
import { type Event, EventConnection } from '../event/event.type.js'
import { opportunitiesOfInitiatives } from '../opportunity/opportunity.queries.js'
import { type VolunteerOpportunity, VolunteerOpportunityConnection } from '../opportunity/opportunity.type.js'
import { Initiative } from './initiative.type.js'

@Resolver(() => Initiative)
export class InitiativeResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description:
      'Events of this initiative with an occurrence in a period, from now on unless said, each once and by the first of these; none that are cancelled.',
  })
  events(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('from', () => DateTime, { nullable: true }) from: Date | null,
    @Arg('to', () => DateTime, { nullable: true }) to: Date | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Event>> {
    return context.load(eventsOfInitiatives, { ...args, from: from ?? null, to: to ?? null }, initiative.id)
  }

  @FieldResolver(() => VolunteerOpportunityConnection, {
    nullable: true,
    description: 'Opportunities to volunteer of this initiative, by title.',
  })
  volunteerOpportunities(
    @Root() initiative: Initiative,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<VolunteerOpportunity>> {
    return context.load(opportunitiesOfInitiatives, { ...args }, initiative.id)
  }
}
