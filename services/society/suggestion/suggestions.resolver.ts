import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { suggestedEvents } from './suggested-events.js'
import { suggestedOpportunities } from './suggested-opportunities.js'
import {
  EventSuggestionConnection,
  Suggestions,
  VolunteerOpportunitySuggestionConnection,
} from './suggestions.type.js'

@Resolver(() => Suggestions)
export class SuggestionsResolver {
  @FieldResolver(() => EventSuggestionConnection, {
    nullable: true,
    description: 'Events to come that fit, best first, then soonest first; none that are cancelled.',
  })
  events(
    @Root() { question }: Suggestions,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return suggestedEvents(question, { ...args }, context)
  }

  @FieldResolver(() => VolunteerOpportunitySuggestionConnection, {
    nullable: true,
    description: 'Opportunities to volunteer that fit, best first, then by title.',
  })
  volunteerOpportunities(
    @Root() { question }: Suggestions,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: SubgraphContext,
  ) {
    return suggestedOpportunities(question, { ...args }, context)
  }
}
