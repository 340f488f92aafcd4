import type { CsvValues } from '../../../../platform/feeds/records/csv-records.js'
import { lookedUp, quoted } from './fields.js'
import type { GtfsReading, TripRecord } from './reading.js'
import { parseTime } from './time.js'

/** Columns a stop_times.txt always has; GTFS-Flex may do without the others. */
export const stopTimeColumns = ['trip_id', 'stop_sequence'] as const

type Values = CsvValues<(typeof stopTimeColumns)[number]>

/** One stop of a trip. */
export interface StopTimeRow {
  line: number
  trip: TripRecord
  sequence: number
  stopNumber: number
  /** Seconds after the start of the service day; null where the feed leaves them to interpolation. */
  arrivalS: number | null
  departureS: number | null
  /** As it stands in the file; empty if the trip's own counts. */
  headsign: string
  boarding: 'scheduled' | 'on request' | 'none'
}

/** Columns of which one is filled in every stop time of GTFS-Flex, in the adopted and in earlier spellings. */
const flexColumns = [
  'start_pickup_drop_off_window',
  'end_pickup_drop_off_window',
  'start_pickup_dropoff_window',
  'end_pickup_dropoff_window',
  'location_group_id',
  'location_id',
]

/**
 * Reads a row of stop_times.txt, and notes of its trip whether this is its last stop so far.
 *
 * @returns the row, or why it is not taken
 */
export function stopTimeRow(reading: GtfsReading, line: number, values: Values): StopTimeRow | string {
  const trip = found(reading.trips, values.trip_id)
  if (trip === undefined) return `there is no trip ${quoted(values.trip_id)}`
  if (!/^ *\d{1,9} *$/.test(values.stop_sequence)) return 'stop_sequence: must be a whole number'
  const sequence = Number(values.stop_sequence)
  const stopNumber = found(reading.stops, values.stop_id ?? '')
  // A stop nobody knows is still one the vehicle goes on to, so the stop before it is not the last.
  noteLastStop(trip, sequence, line, stopNumber)
  if (flexColumns.some((column) => values[column])) {
    return 'has a time window or an area instead of a time and a stop (GTFS-Flex); only fixed departures are kept'
  }
  if (stopNumber === undefined) return `there is no stop ${quoted(values.stop_id ?? '')}`
  const arrivalS = timeIn(values.arrival_time)
  const departureS = values.departure_time === values.arrival_time ? arrivalS : timeIn(values.departure_time)
  if (arrivalS === undefined) return 'arrival_time: must be a time, such as 6:00:00'
  if (departureS === undefined) return 'departure_time: must be a time, such as 6:00:00'
  return {
    line,
    trip,
    sequence,
    stopNumber,
    arrivalS: arrivalS ?? departureS,
    departureS: departureS ?? arrivalS,
    headsign: values.stop_headsign ?? '',
    boarding: boardingIn(values.pickup_type),
  }
}

/** Looks an id up as it stands, which nearly always finds it, else as it is kept. */
function found<Kept>(kept: Map<string, Kept>, id: string): Kept | undefined {
  return kept.get(id) ?? kept.get(lookedUp(id))
}

function noteLastStop(
  trip: TripRecord,
  sequence: number,
  line: number,
  stopNumber: number | undefined,
): void {
  if (sequence < trip.lastSequence) return
  trip.lastSequence = sequence
  trip.lastLine = line
  trip.lastStopNumber = stopNumber ?? null
}

/** @returns null for no time, undefined for something else than a time */
function timeIn(value: string | undefined): number | null | undefined {
  if (value === undefined || value === '' || value.trim() === '') return null
  return parseTime(value) ?? undefined
}

/** pickup_type 2 is to be arranged with the agency, 3 with the driver (GTFS Schedule reference, stop_times.txt). */
function boardingIn(pickupType: string | undefined): StopTimeRow['boarding'] {
  if (pickupType === '1') return 'none'
  return pickupType === '2' || pickupType === '3' ? 'on request' : 'scheduled'
}
