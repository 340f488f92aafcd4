import { z } from 'zod'
import type { GeoPoint } from '../../../../platform/graph/place.js'
import { latitude, longitude, optionalText } from '../../../../platform/input/text.js'
import { gtfsId, quoted, yesNoUnknown } from './fields.js'
import type { GtfsReading } from './reading.js'
import { type GtfsRow, gtfsRows } from './rows.js'
import { stopTable } from './tables.js'

const file = 'stops.txt'

const stop = z.object({
  stop_id: gtfsId,
  stop_name: optionalText(500),
  stop_desc: optionalText(5_000),
  stop_lat: z.string().optional(),
  stop_lon: z.string().optional(),
  location_type: optionalText(10),
  parent_station: optionalText(255),
  platform_code: optionalText(50),
  wheelchair_boarding: yesNoUnknown,
})

type StopRow = z.output<typeof stop>

/** Where vehicles stop and the stations these belong to; entrances, nodes and boarding areas are parts of those. */
const boardingTypes = ['0', '1']

interface Stations {
  /** Numbers of stations that platforms name and that may still come, with where they are named. */
  awaited: Map<string, { number: number; location: string }>
  nextNumber: number
}

/** Reads stops.txt: stops and stations, and of each platform the station it belongs to. */
export async function readStops(reading: GtfsReading): Promise<void> {
  const stations: Stations = { awaited: new Map(), nextNumber: 0 }
  for await (const found of gtfsRows(reading, file, { required: ['stop_id'], row: stop })) {
    const { location, row } = found
    if (!boardingTypes.includes(row.location_type ?? '0')) continue
    if (reading.stops.has(row.stop_id))
      reading.sink.skip(location, `the id ${quoted(row.stop_id)} stands twice`)
    else if (row.stop_name === null) reading.sink.skip(location, 'stop_name: must not be empty')
    else await writeStop(reading, stations, found, row.stop_name)
  }
  await letStandAlone(reading, stations)
}

async function writeStop(
  reading: GtfsReading,
  stations: Stations,
  { location, row }: GtfsRow<StopRow>,
  name: string,
): Promise<void> {
  const { sink, timetableKey, stops } = reading
  const number = stations.awaited.get(row.stop_id)?.number ?? stations.nextNumber++
  stations.awaited.delete(row.stop_id)
  stops.set(row.stop_id, number)
  const position = positionOf(row)
  if (position === null) sink.warn(location, 'has no usable position; kept without one')
  const lat = position?.lat ?? null
  const lon = position?.lon ?? null
  await sink.write(stopTable, {
    id: `${sink.feedId}:${row.stop_id}`,
    timetable_key: timetableKey,
    number,
    station_number: stationNumber(reading, stations, row, location),
    name,
    description: row.stop_desc,
    platform_code: row.platform_code,
    wheelchair: row.wheelchair_boarding,
    lat,
    lon,
    district_id: sink.districtOf({ lat, lon, address: name }),
  })
}

function stationNumber(
  { stops }: GtfsReading,
  stations: Stations,
  { stop_id, location_type, parent_station }: StopRow,
  location: string,
): number | null {
  if (parent_station === null || parent_station === stop_id || location_type === '1') return null
  const known = stops.get(parent_station) ?? stations.awaited.get(parent_station)?.number
  if (known !== undefined) return known
  const number = stations.nextNumber++
  stations.awaited.set(parent_station, { number, location })
  return number
}

/** Stops whose station never came stand by themselves. */
async function letStandAlone({ sink, timetableKey }: GtfsReading, { awaited }: Stations): Promise<void> {
  if (awaited.size === 0) return
  for (const [id, { location }] of awaited) {
    sink.warn(location, `parent_station ${quoted(id)} is not in ${file}; kept as a stop of its own`)
  }
  const numbers = [...awaited.values()].map(({ number }) => number)
  await sink.query(
    'update mobility.stop set station_number = null where timetable_key = $1 and station_number = any($2)',
    [timetableKey, numbers],
  )
}

/** 0/0 lies in the Atlantic; it is what a place that is not known is often written as. */
function positionOf({ stop_lat, stop_lon }: StopRow): GeoPoint | null {
  const lat = latitude.safeParse(stop_lat)
  const lon = longitude.safeParse(stop_lon)
  if (!lat.success || !lon.success || (lat.data === 0 && lon.data === 0)) return null
  return { lat: lat.data, lon: lon.data }
}
