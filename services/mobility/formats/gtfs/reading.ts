import type { FeedSink } from '../../../../platform/feeds/format.js'
import type { FeedSource } from '../../../../platform/feeds/source/source.js'

/** A feed while it is read: what its later files refer to, under the feed's own ids. */
export interface GtfsReading {
  source: FeedSource
  sink: FeedSink
  timetableKey: number
  /** Names by id; the one agency of a feed may do without an id. */
  agencies: Map<string, string>
  stops: Map<string, number>
  routes: Map<string, number>
  services: Map<string, number>
  trips: Map<string, TripRecord>
  headsigns: Map<string, number>
}

/** What is known of a trip; its stop times tell the rest, in whatever order they stand in the file. */
export interface TripRecord {
  number: number
  routeNumber: number
  serviceNumber: number
  headsignNumber: number | null
  wheelchair: boolean | null
  /** The end of its last repetitions, in seconds of the service day; null for a trip that runs once. */
  repeatedUntilS: number | null
  /** Departures written. */
  departures: number
  firstSequence: number
  firstDepartureS: number
  lastSequence: number
  lastLine: number
  lastStopNumber: number | null
}
