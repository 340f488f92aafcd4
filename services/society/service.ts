import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { suggestionsById } from '../../platform/suggestions/reference.js'
import { DistrictResolver } from './district/district.resolver.js'
import { EventEntity, OccurrenceEntity } from './event/event.entity.js'
import { eventsById } from './event/event.queries.js'
import { EventResolver } from './event/event.resolver.js'
import { example } from './example/example.js'
import { FeedEntity } from './feed.entity.js'
import { icalFormat } from './formats/ical.js'
import { volunteeringFormat } from './formats/volunteering.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { InitialMigration } from './migrations/001-initial.js'
import { SuggestionsMigration } from './migrations/002-suggestions.js'
import { MoveFeedsMigration } from './migrations/003-move-feeds.js'
import { VolunteerOpportunityEntity } from './opportunity/opportunity.entity.js'
import { opportunitiesById } from './opportunity/opportunity.queries.js'
import { VolunteerOpportunityResolver } from './opportunity/opportunity.resolver.js'
import { SuggestionsResolver } from './suggestion/suggestions.resolver.js'
import { Suggestions } from './suggestion/suggestions.type.js'

/** Society: what people can go to, and what they can do for each other. */
export const society: ServiceDefinition = {
  name: 'society',
  entities: [FeedEntity, EventEntity, OccurrenceEntity, VolunteerOpportunityEntity],
  migrations: [InitialMigration, SuggestionsMigration, MoveFeedsMigration],
  loans: [{ to: 'city', privilege: 'execute on function society.move_feeds(text, text)' }],
  graph: {
    resolvers: [
      EventResolver,
      VolunteerOpportunityResolver,
      DistrictResolver,
      InitiativeResolver,
      SuggestionsResolver,
    ],
    types: [Suggestions],
    references: {
      Event: eventsById,
      VolunteerOpportunity: opportunitiesById,
      District: asReferred,
      Initiative: asReferred,
      Suggestions: suggestionsById,
    },
  },
  formats: [icalFormat, volunteeringFormat],
  example,
}
