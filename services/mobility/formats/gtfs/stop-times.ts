import { csvRecords } from '../../../../platform/feeds/records/csv-records.js'
import { optionalText } from '../../../../platform/input/text.js'
import { headsignNumber } from './headsigns.js'
import type { GtfsReading } from './reading.js'
import { type StopTimeRow, stopTimeColumns, stopTimeRow } from './stop-time-row.js'
import { frequentStopTimeTable, stopTimeTable } from './tables.js'
import { UntimedStops } from './untimed-stops.js'

const file = 'stop_times.txt'

/**
 * Reads stop_times.txt, in whatever order its rows stand. Made for millions of them: nothing is kept of a row.
 *
 * @returns the latest departure of any service day, in seconds after its start
 */
export async function readStopTimes(reading: GtfsReading): Promise<number> {
  const { sink } = reading
  const untimed = new UntimedStops()
  let latestS = 0

  async function settle(row: StopTimeRow): Promise<void> {
    if (row.departureS === null) {
      return sink.skip(`${file}:${row.line}`, 'has no time, nor have stops before and after it in its trip')
    }
    await writeDeparture(reading, row, row.departureS)
    latestS = Math.max(latestS, row.departureS + (row.trip.repeatedUntilS ?? 0))
  }

  for await (const batch of csvRecords(await reading.source.open(file), {
    required: stopTimeColumns,
    file,
  })) {
    for (const record of batch) {
      const row = 'problem' in record ? record.problem : stopTimeRow(reading, record.line, record.values)
      if (typeof row === 'string') {
        sink.skip(`${file}:${record.line}`, row)
        continue
      }
      for (const earlier of untimed.take(row)) await settle(earlier)
      if (row.departureS !== null) await settle(row)
    }
  }
  for (const row of untimed.rest()) await settle(row)
  return latestS
}

async function writeDeparture(reading: GtfsReading, row: StopTimeRow, departureS: number): Promise<void> {
  const { trip, sequence } = row
  if (sequence < trip.firstSequence) {
    trip.firstSequence = sequence
    trip.firstDepartureS = departureS
  }
  if (row.boarding === 'none') return
  trip.departures += 1
  await reading.sink.write(trip.repeatedUntilS === null ? stopTimeTable : frequentStopTimeTable, {
    timetable_key: reading.timetableKey,
    stop_number: row.stopNumber,
    departure_s: departureS,
    line: row.line,
    trip_number: trip.number,
    headsign_number: row.headsign === '' ? null : await ownHeadsign(reading, row),
    on_request: row.boarding === 'on request',
  })
}

const headsignText = optionalText(500)

/** Number of the headsign shown from this stop on; null if it is the trip's. */
async function ownHeadsign(
  reading: GtfsReading,
  { headsign, line, trip }: StopTimeRow,
): Promise<number | null> {
  const number = reading.headsigns.get(headsign) ?? (await newHeadsign(reading, headsign, `${file}:${line}`))
  return number === trip.headsignNumber ? null : number
}

async function newHeadsign(reading: GtfsReading, headsign: string, location: string): Promise<number | null> {
  const text = headsignText.safeParse(headsign)
  if (!text.success) reading.sink.warn(location, 'its stop_headsign is no usable text; kept without')
  return text.data ? headsignNumber(reading, text.data, location) : null
}
