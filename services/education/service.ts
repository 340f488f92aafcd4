import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { suggestionsById } from '../../platform/suggestions/reference.js'
import { CourseDistrictEntity, CourseEntity, CourseSessionEntity } from './course/course.entity.js'
import { coursesById } from './course/course.queries.js'
import { CourseResolver } from './course/course.resolver.js'
import { DistrictResolver } from './district/district.resolver.js'
import { example } from './example/example.js'
import { FeedEntity } from './feed.entity.js'
import { ambFormat } from './formats/amb/amb.js'
import { schemaOrgFormat } from './formats/schemaorg/schemaorg.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { LearningResourceEntity } from './learning-resource/learning-resource.entity.js'
import { learningResourcesById } from './learning-resource/learning-resource.queries.js'
import { LearningResourceResolver } from './learning-resource/learning-resource.resolver.js'
import { InitialMigration } from './migrations/001-initial.js'
import { SuggestionsMigration } from './migrations/002-suggestions.js'
import { MoveFeedsMigration } from './migrations/003-move-feeds.js'
import { OrganizationResolver } from './organization/organization.resolver.js'
import { SuggestionsResolver } from './suggestion/suggestions.resolver.js'
import { Suggestions } from './suggestion/suggestions.type.js'

/** Education: courses and when they are held, and material to learn with. */
export const education: ServiceDefinition = {
  name: 'education',
  entities: [FeedEntity, CourseEntity, CourseDistrictEntity, CourseSessionEntity, LearningResourceEntity],
  migrations: [InitialMigration, SuggestionsMigration, MoveFeedsMigration],
  loans: [{ to: 'city', privilege: 'execute on function education.move_feeds(text, text)' }],
  graph: {
    resolvers: [
      CourseResolver,
      LearningResourceResolver,
      DistrictResolver,
      InitiativeResolver,
      OrganizationResolver,
      SuggestionsResolver,
    ],
    types: [Suggestions],
    references: {
      Course: coursesById,
      LearningResource: learningResourcesById,
      District: asReferred,
      Initiative: asReferred,
      Organization: asReferred,
      Suggestions: suggestionsById,
    },
  },
  formats: [ambFormat, schemaOrgFormat],
  example,
}
