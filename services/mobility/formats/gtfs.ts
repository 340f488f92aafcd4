import { HubError } from '../../../platform/errors/hub-error.js'
import type { FeedFormat, FeedSink } from '../../../platform/feeds/format.js'
import type { FeedSource } from '../../../platform/feeds/source/source.js'
import { readAgencies } from './gtfs/agencies.js'
import { readCalendar } from './gtfs/calendar.js'
import { readFrequencies } from './gtfs/frequencies.js'
import type { GtfsReading } from './gtfs/reading.js'
import { readRoutes } from './gtfs/routes.js'
import { readStopTimes } from './gtfs/stop-times.js'
import { readStops } from './gtfs/stops.js'
import {
  frequencyTable,
  frequentStopTimeTable,
  headsignTable,
  routeTable,
  serviceTable,
  stopTable,
  stopTimeTable,
  timetableTable,
  tripTable,
} from './gtfs/tables.js'
import { isoDay } from './gtfs/time.js'
import { readTrips, writeTrips } from './gtfs/trips.js'

/** Files without which a feed has no departures; of the two calendars one is enough. */
const requiredFiles = ['agency.txt', 'stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt']
const calendarFiles = ['calendar.txt', 'calendar_dates.txt']

/** GTFS Schedule: stops, routes and when they are served. Fares, shapes and transfers are not read. */
export const gtfsFormat: FeedFormat = {
  name: 'gtfs',
  title: 'GTFS Schedule, zip archive or folder',
  tables: [
    timetableTable,
    stopTable,
    routeTable,
    serviceTable,
    headsignTable,
    frequencyTable,
    stopTimeTable,
    frequentStopTimeTable,
    tripTable,
  ],
  async read(source, sink) {
    checkFiles(source)
    const { names, timeZone } = await readAgencies(source, sink)
    const reading: GtfsReading = {
      source,
      sink,
      timetableKey: await newTimetable(sink, timeZone),
      agencies: names,
      stops: new Map(),
      routes: new Map(),
      services: new Map(),
      trips: new Map(),
      headsigns: new Map(),
    }
    await readStops(reading)
    await readRoutes(reading)
    const span = await readCalendar(reading)
    await readTrips(reading)
    await readFrequencies(reading)
    const latestDepartureS = await readStopTimes(reading)
    await writeTrips(reading)
    await sink.query(
      'update mobility.timetable set first_day = $2, last_day = $3, latest_departure_s = $4 where key = $1',
      [reading.timetableKey, span && isoDay(span.first), span && isoDay(span.last), latestDepartureS],
    )
  },
}

function checkFiles({ files, location }: FeedSource): void {
  const missing = requiredFiles.filter((file) => !files.includes(file))
  if (!calendarFiles.some((file) => files.includes(file))) missing.push(calendarFiles.join(' or '))
  if (missing.length === 0) return
  throw new HubError('FORMAT_UNRECOGNIZED', `${location} is no GTFS feed: it lacks ${missing.join(', ')}.`)
}

/** Makes the feed's timetable under a key that no other has, not even one another import is just writing. */
async function newTimetable(sink: FeedSink, timeZone: string): Promise<number> {
  for (;;) {
    const [made] = await sink.query<{ key: number }>(
      `insert into mobility.timetable (key, feed_id, time_zone, latest_departure_s)
       values (floor(random() * 32768)::int, $1, $2, 0) on conflict (key) do nothing returning key`,
      [sink.feedId, timeZone],
    )
    if (made) return made.key
  }
}
