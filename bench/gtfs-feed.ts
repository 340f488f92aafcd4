import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const stopsPerTrip = 25
const stopCount = 20_000
const routeCount = 500
const serviceCount = 60

/** Id of one of the feed's stops. */
export function stopId(index: number): string {
  return `de:05370:${10_000 + (index % stopCount)}::1`
}

/**
 * Writes a GTFS feed of the size of a large region's, the same one for the same number every time.
 *
 * @param folder where its files go
 * @param stopTimes rows of stop_times.txt, rounded up to whole trips of 25 stops
 */
export async function writeGtfsFeed(folder: string, stopTimes: number): Promise<void> {
  const trips = Math.ceil(stopTimes / stopsPerTrip)
  const files: Record<string, Iterable<string>> = {
    'agency.txt': [
      'agency_id,agency_name,agency_url,agency_timezone',
      'a,Bench,https://example.org,Europe/Berlin',
    ],
    'stops.txt': stops(),
    'routes.txt': routes(),
    'calendar.txt': calendar(),
    'trips.txt': tripRows(trips),
    'stop_times.txt': stopTimeRows(trips),
  }
  for (const [name, lines] of Object.entries(files)) {
    await pipeline(Readable.from(chunksOf(lines)), createWriteStream(join(folder, name)))
  }
}

function* stops(): Generator<string> {
  yield 'stop_id,stop_name,stop_lat,stop_lon'
  for (let stop = 0; stop < stopCount; stop++) {
    const lat = 50.6 + (stop % 141) * 0.007
    const lon = 6.0 + Math.floor(stop / 141) * 0.01
    yield `${stopId(stop)},"Haltestelle ${stop}, Mitte",${lat.toFixed(5)},${lon.toFixed(5)}`
  }
}

function* routes(): Generator<string> {
  yield 'route_id,agency_id,route_short_name,route_long_name,route_type'
  for (let route = 0; route < routeCount; route++) yield `r${route},a,${route},Linie ${route},3`
}

/** A third of the services runs on working days, a third on Saturdays, a third on Sundays. */
function* calendar(): Generator<string> {
  yield 'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date'
  const weeks = ['1,1,1,1,1,0,0', '0,0,0,0,0,1,0', '0,0,0,0,0,0,1']
  for (let service = 0; service < serviceCount; service++) {
    yield `s${service},${weeks[service % weeks.length]},20260101,20261231`
  }
}

function* tripRows(trips: number): Generator<string> {
  yield 'route_id,service_id,trip_id,trip_headsign'
  for (let trip = 0; trip < trips; trip++) {
    yield `r${trip % routeCount},s${trip % serviceCount},${tripId(trip)},Ziel ${trip % 1_000}`
  }
}

function* stopTimeRows(trips: number): Generator<string> {
  yield 'trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,pickup_type,drop_off_type'
  for (let trip = 0; trip < trips; trip++) {
    const start = 4 * 3600 + ((trip * 7_919) % (21 * 60)) * 60
    const firstStop = ((trip % routeCount) * 40) % stopCount
    for (let call = 0; call < stopsPerTrip; call++) {
      const time = timeText(start + call * 90)
      yield `${tripId(trip)},${time},${time},${stopId(firstStop + call)},${call + 1},,0,0`
    }
  }
}

function tripId(trip: number): string {
  return `${trip}.T0.1-${trip % routeCount}-j26-1`
}

function timeText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Lines in pieces large enough to write. */
function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < 256 * 1024) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}
