import { eventEntity } from '../../platform/changes/event.entity.js'
import { idempotentAnswerEntity } from '../../platform/changes/idempotent-answer.entity.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { AnalogAccessResolver } from './analog-access/analog-access.resolver.js'
import { DistrictEntity, DistrictPlaceEntity } from './district/district.entity.js'
import { districtsById } from './district/district.queries.js'
import { DistrictResolver } from './district/district.resolver.js'
import { example } from './example/example.js'
import { FieldOfActionEntity } from './field-of-action/field-of-action.entity.js'
import { fieldsOfActionById } from './field-of-action/field-of-action.queries.js'
import { FieldOfActionResolver } from './field-of-action/field-of-action.resolver.js'
import { InitiativeDistrictEntity, InitiativeEntity } from './initiative/initiative.entity.js'
import { initiativesById } from './initiative/initiative.queries.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { InitialMigration } from './migrations/001-initial.js'
import { ReferenceMigration } from './migrations/002-reference.js'
import { ChangesMigration } from './migrations/003-changes.js'
import { MunicipalServiceEntity } from './municipal-service/municipal-service.entity.js'
import { municipalServicesById } from './municipal-service/municipal-service.queries.js'
import {
  DigitalAccessResolver,
  MunicipalServiceResolver,
} from './municipal-service/municipal-service.resolver.js'
import { NeedEntity } from './need/need.entity.js'
import { needsById } from './need/need.queries.js'
import { NeedResolver } from './need/need.resolver.js'
import { OrganizationEntity } from './organization/organization.entity.js'
import { organizationsById } from './organization/organization.queries.js'
import { OrganizationResolver } from './organization/organization.resolver.js'
import { ResourceEntity } from './resource/resource.entity.js'
import { resourcesById } from './resource/resource.queries.js'
import { ResourceResolver } from './resource/resource.resolver.js'
import { RoadmapItemEntity, RoadmapItemInitiativeEntity } from './roadmap/roadmap-item.entity.js'
import { roadmapItemsById } from './roadmap/roadmap-item.queries.js'
import { RoadmapItemResolver } from './roadmap/roadmap-item.resolver.js'
import { schema } from './schema.js'
import { VisionStatementEntity } from './vision-statement/vision-statement.entity.js'
import { VisionStatementResolver } from './vision-statement/vision-statement.resolver.js'

/** The town itself: districts, strategy, services, and who does what for its people. */
export const city: ServiceDefinition = {
  name: 'city',
  entities: [
    DistrictEntity,
    DistrictPlaceEntity,
    VisionStatementEntity,
    FieldOfActionEntity,
    RoadmapItemEntity,
    RoadmapItemInitiativeEntity,
    MunicipalServiceEntity,
    OrganizationEntity,
    InitiativeEntity,
    InitiativeDistrictEntity,
    ResourceEntity,
    NeedEntity,
    idempotentAnswerEntity(schema),
    eventEntity(schema),
  ],
  migrations: [InitialMigration, ReferenceMigration, ChangesMigration],
  graph: {
    resolvers: [
      DistrictResolver,
      VisionStatementResolver,
      FieldOfActionResolver,
      RoadmapItemResolver,
      MunicipalServiceResolver,
      DigitalAccessResolver,
      AnalogAccessResolver,
      OrganizationResolver,
      InitiativeResolver,
      ResourceResolver,
      NeedResolver,
    ],
    references: {
      District: districtsById,
      FieldOfAction: fieldsOfActionById,
      RoadmapItem: roadmapItemsById,
      MunicipalService: municipalServicesById,
      Organization: organizationsById,
      Initiative: initiativesById,
      Resource: resourcesById,
      Need: needsById,
    },
  },
  formats: [],
  example,
}
