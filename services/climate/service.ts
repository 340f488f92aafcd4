import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { DistrictResolver } from './district/district.resolver.js'
import { example } from './example/example.js'
import { FeedEntity } from './feed.entity.js'
import { measuresFormat } from './formats/measures.js'
import { openSenseMapFormat } from './formats/opensensemap.js'
import { sensorThingsFormat } from './formats/sensorthings.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { ClimateMeasureEntity } from './measure/measure.entity.js'
import { measuresById } from './measure/measure.queries.js'
import { ClimateMeasureResolver } from './measure/measure.resolver.js'
import { InitialMigration } from './migrations/001-initial.js'
import { MoveFeedsMigration } from './migrations/002-move-feeds.js'
import { DatastreamEntity, ObservationEntity, StationEntity } from './station/station.entity.js'
import { stationsById } from './station/station.queries.js'
import { DatastreamResolver, StationResolver } from './station/station.resolver.js'

/** Climate and environment: stations and what they measure, and measures that initiatives take. */
export const climate: ServiceDefinition = {
  name: 'climate',
  entities: [FeedEntity, StationEntity, DatastreamEntity, ObservationEntity, ClimateMeasureEntity],
  migrations: [InitialMigration, MoveFeedsMigration],
  loans: [{ to: 'city', privilege: 'execute on function climate.move_feeds(text, text)' }],
  graph: {
    resolvers: [
      StationResolver,
      DatastreamResolver,
      ClimateMeasureResolver,
      DistrictResolver,
      InitiativeResolver,
    ],
    references: {
      Station: stationsById,
      ClimateMeasure: measuresById,
      District: asReferred,
      Initiative: asReferred,
    },
  },
  formats: [sensorThingsFormat, openSenseMapFormat, measuresFormat],
  example,
}
