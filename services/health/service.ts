import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { DistrictResolver } from './district/district.resolver.js'
import { example } from './example/example.js'
import { FeedEntity } from './feed.entity.js'
import { fhirFormat } from './formats/fhir.js'
import { HealthServiceEntity } from './health-service/health-service.entity.js'
import { healthServicesById } from './health-service/health-service.queries.js'
import { HealthServiceResolver } from './health-service/health-service.resolver.js'
import { HealthSiteEntity } from './health-site/health-site.entity.js'
import { healthSitesById } from './health-site/health-site.queries.js'
import { HealthSiteResolver } from './health-site/health-site.resolver.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { Initiative } from './initiative/initiative.type.js'
import { InitialMigration } from './migrations/001-initial.js'
import { MoveFeedsMigration } from './migrations/002-move-feeds.js'

/** Health: services such as practices, pharmacies, care and counselling, and the sites they are found at. */
export const health: ServiceDefinition = {
  name: 'health',
  entities: [FeedEntity, HealthSiteEntity, HealthServiceEntity],
  migrations: [InitialMigration, MoveFeedsMigration],
  loans: [{ to: 'city', privilege: 'execute on function health.move_feeds(text, text)' }],
  graph: {
    resolvers: [HealthServiceResolver, HealthSiteResolver, DistrictResolver, InitiativeResolver],
    types: [Initiative],
    references: {
      HealthService: healthServicesById,
      HealthSite: healthSitesById,
      District: asReferred,
      Initiative: asReferred,
    },
  },
  formats: [fhirFormat],
  example,
}
