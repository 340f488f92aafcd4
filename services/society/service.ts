import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
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
import { VolunteerOpportunityEntity } from './opportunity/opportunity.entity.js'
import { opportunitiesById } from './opportunity/opportunity.queries.js'
import { VolunteerOpportunityResolver } from './opportunity/opportunity.resolver.js'

/** Society: what people can go to, and what they can do for each other. */
export const society: ServiceDefinition = {
  name: 'society',
  entities: [FeedEntity, EventEntity, OccurrenceEntity, VolunteerOpportunityEntity],
  migrations: [InitialMigration],
  graph: {
    resolvers: [EventResolver, VolunteerOpportunityResolver, DistrictResolver, InitiativeResolver],
    references: {
      Event: eventsById,
      VolunteerOpportunity: opportunitiesById,
      District: asReferred,
      Initiative: asReferred,
    },
  },
  formats: [icalFormat, volunteeringFormat],
  example,
}
