import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
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
import { OrganizationResolver } from './organization/organization.resolver.js'

/** Education: courses and when they are held, and material to learn with. */
export const education: ServiceDefinition = {
  name: 'education',
  entities: [FeedEntity, CourseEntity, CourseDistrictEntity, CourseSessionEntity, LearningResourceEntity],
  migrations: [InitialMigration],
  graph: {
    resolvers: [
      CourseResolver,
      LearningResourceResolver,
      DistrictResolver,
      InitiativeResolver,
      OrganizationResolver,
    ],
    references: {
      Course: coursesById,
      LearningResource: learningResourcesById,
      District: asReferred,
      Initiative: asReferred,
      Organization: asReferred,
    },
  },
  formats: [ambFormat, schemaOrgFormat],
  example,
}
