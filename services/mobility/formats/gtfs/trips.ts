import { z } from 'zod'
import { optionalText } from '../../../../platform/input/text.js'
import { gtfsId, lookedUp, quoted, yesNoUnknown } from './fields.js'
import { headsignNumber } from './headsigns.js'
import type { GtfsReading } from './reading.js'
import { gtfsRows } from './rows.js'
import { tripTable } from './tables.js'

const file = 'trips.txt'
const required = ['route_id', 'service_id', 'trip_id']

/** A small integer, which unlike Infinity is kept in the record itself: there are hundreds of thousands of trips. */
const beyondAnySequence = 2 ** 31 - 1

const trip = z.object({
  route_id: z.string().transform(lookedUp),
  service_id: z.string().transform(lookedUp),
  trip_id: gtfsId,
  trip_headsign: optionalText(500),
  wheelchair_accessible: yesNoUnknown,
})

/** Reads trips.txt; trips are written by `writeTrips`, when their stops are known. */
export async function readTrips(reading: GtfsReading): Promise<void> {
  const { sink, routes, services, trips } = reading
  for await (const { location, row } of gtfsRows(reading, file, { required, row: trip })) {
    const routeNumber = routes.get(row.route_id)
    const serviceNumber = services.get(row.service_id)
    if (trips.has(row.trip_id)) sink.skip(location, `the id ${quoted(row.trip_id)} stands twice`)
    else if (routeNumber === undefined) sink.skip(location, `there is no route ${quoted(row.route_id)}`)
    else if (serviceNumber === undefined) sink.skip(location, `there is no service ${quoted(row.service_id)}`)
    else {
      trips.set(row.trip_id, {
        number: trips.size,
        routeNumber,
        serviceNumber,
        headsignNumber:
          row.trip_headsign === null ? null : await headsignNumber(reading, row.trip_headsign, location),
        wheelchair: row.wheelchair_accessible,
        repeatedUntilS: null,
        departures: 0,
        firstSequence: beyondAnySequence,
        firstDepartureS: 0,
        lastSequence: -1,
        lastLine: 0,
        lastStopNumber: null,
      })
    }
  }
}

/** Writes the trips anybody can board. */
export async function writeTrips({ sink, timetableKey, trips }: GtfsReading): Promise<void> {
  for (const trip of trips.values()) {
    if (trip.departures === 0) continue
    await sink.write(tripTable, {
      timetable_key: timetableKey,
      number: trip.number,
      route_number: trip.routeNumber,
      service_number: trip.serviceNumber,
      headsign_number: trip.headsignNumber,
      wheelchair: trip.wheelchair,
      first_departure_s: trip.firstDepartureS,
      last_line: trip.lastLine,
      last_stop_number: trip.lastStopNumber,
    })
  }
}
