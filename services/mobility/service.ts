import { asReferred } from '../../platform/graph/subgraph.js'
import type { ServiceDefinition } from '../../platform/service/definition.js'
import { DepartureResolver } from './departure/departure.resolver.js'
import { DistrictResolver } from './district/district.resolver.js'
import { example } from './example/example.js'
import { FeedEntity } from './feed.entity.js'
import { gbfsFormat } from './formats/gbfs.js'
import { gtfsFormat } from './formats/gtfs.js'
import { InitiativeResolver } from './initiative/initiative.resolver.js'
import { Initiative } from './initiative/initiative.type.js'
import { InitialMigration } from './migrations/001-initial.js'
import { MoveFeedsMigration } from './migrations/002-move-feeds.js'
import { RouteEntity } from './route/route.entity.js'
import { routesById } from './route/route.queries.js'
import { RouteResolver } from './route/route.resolver.js'
import { SharingStationEntity } from './sharing-station/sharing-station.entity.js'
import { sharingStationsById } from './sharing-station/sharing-station.queries.js'
import { SharingStationResolver } from './sharing-station/sharing-station.resolver.js'
import { StopEntity } from './stop/stop.entity.js'
import { stopsById } from './stop/stop.queries.js'
import { StopResolver } from './stop/stop.resolver.js'
import { FrequencyEntity, FrequentStopTimeEntity, StopTimeEntity } from './timetable/stop-time.entity.js'
import { HeadsignEntity, ServiceEntity, TimetableEntity, TripEntity } from './timetable/timetable.entity.js'

/** Mobility: stops and what departs there, and stations of shared vehicles. */
export const mobility: ServiceDefinition = {
  name: 'mobility',
  entities: [
    FeedEntity,
    TimetableEntity,
    ServiceEntity,
    HeadsignEntity,
    TripEntity,
    StopTimeEntity,
    FrequentStopTimeEntity,
    FrequencyEntity,
    StopEntity,
    RouteEntity,
    SharingStationEntity,
  ],
  migrations: [InitialMigration, MoveFeedsMigration],
  loans: [{ to: 'city', privilege: 'execute on function mobility.move_feeds(text, text)' }],
  graph: {
    resolvers: [
      StopResolver,
      DepartureResolver,
      RouteResolver,
      SharingStationResolver,
      DistrictResolver,
      InitiativeResolver,
    ],
    types: [Initiative],
    references: {
      Stop: stopsById,
      Route: routesById,
      SharingStation: sharingStationsById,
      District: asReferred,
      Initiative: asReferred,
    },
  },
  formats: [gtfsFormat, gbfsFormat],
  example,
}
