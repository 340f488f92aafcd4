import { z } from 'zod'
import { lookedUp, quoted } from './fields.js'
import type { GtfsReading } from './reading.js'
import { gtfsRows } from './rows.js'
import { frequencyTable } from './tables.js'
import { parseTime } from './time.js'

const time = z.string().transform(parseTime).pipe(z.number('must be a time, such as 6:00:00'))

const frequency = z
  .object({
    trip_id: z.string().transform(lookedUp),
    start_time: time,
    end_time: time,
    headway_secs: z
      .string()
      .regex(/^ *\d{1,6} *$/, 'must be a number of seconds')
      .transform(Number)
      .pipe(z.number().min(1)),
  })
  .refine((row) => row.end_time > row.start_time, 'ends before it starts')

/**
 * Reads frequencies.txt: trips that are repeated. Whether they keep exact times or just the headway (exact_times),
 * each repetition is a departure.
 */
export async function readFrequencies(reading: GtfsReading): Promise<void> {
  const { sink, trips, timetableKey } = reading
  for await (const { line, location, row } of gtfsRows(reading, 'frequencies.txt', {
    required: [],
    row: frequency,
  })) {
    const trip = trips.get(row.trip_id)
    if (trip === undefined) {
      sink.skip(location, `there is no trip ${quoted(row.trip_id)}`)
      continue
    }
    trip.repeatedUntilS = Math.max(trip.repeatedUntilS ?? 0, row.end_time)
    await sink.write(frequencyTable, {
      timetable_key: timetableKey,
      trip_number: trip.number,
      line,
      start_s: row.start_time,
      end_s: row.end_time,
      headway_s: row.headway_secs,
    })
  }
}
