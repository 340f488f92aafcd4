import { z } from 'zod'
import { gtfsId, quoted } from './fields.js'
import type { GtfsReading } from './reading.js'
import { gtfsRows } from './rows.js'
import { ServiceDays } from './service-days.js'
import { serviceTable } from './tables.js'
import { isoDay, parseDay, weekday } from './time.js'

const day = z.string().transform(parseDay).pipe(z.number('must be a day from 1970 to 2199, such as 20261123'))
const runs = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')

const week = z
  .object({
    service_id: gtfsId,
    monday: runs,
    tuesday: runs,
    wednesday: runs,
    thursday: runs,
    friday: runs,
    saturday: runs,
    sunday: runs,
    start_date: day,
    end_date: day,
  })
  .transform((row) => ({
    id: row.service_id,
    weekdays: [row.monday, row.tuesday, row.wednesday, row.thursday, row.friday, row.saturday, row.sunday],
    start: row.start_date,
    end: row.end_date,
  }))

const exception = z.object({
  service_id: gtfsId,
  date: day,
  exception_type: z.enum(['1', '2'], { error: 'must be 1 (added) or 2 (removed)' }),
})

/** First and last day on which anything runs. */
export interface Span {
  first: number
  last: number
}

/**
 * Reads calendar.txt and calendar_dates.txt, either of which may be missing, into one set of days for each service.
 *
 * @returns null if nothing ever runs
 */
export async function readCalendar(reading: GtfsReading): Promise<Span | null> {
  const services = new Map<string, ServiceDays>()
  await readWeeks(reading, services)
  for await (const { row } of gtfsRows(reading, 'calendar_dates.txt', { required: [], row: exception })) {
    const days = services.get(row.service_id) ?? new ServiceDays()
    services.set(row.service_id, days)
    if (row.exception_type === '1') days.add(row.date)
    else days.remove(row.date)
  }
  return writeServices(reading, services)
}

async function readWeeks(reading: GtfsReading, services: Map<string, ServiceDays>): Promise<void> {
  for await (const { location, row } of gtfsRows(reading, 'calendar.txt', { required: [], row: week })) {
    if (services.has(row.id)) {
      reading.sink.skip(location, `the id ${quoted(row.id)} stands twice`)
      continue
    }
    if (row.end < row.start) reading.sink.warn(location, 'ends before it starts')
    const days = new ServiceDays()
    for (let date = row.start; date <= row.end; date++) {
      if (row.weekdays[weekday(date)]) days.add(date)
    }
    services.set(row.id, days)
  }
}

async function writeServices(reading: GtfsReading, services: Map<string, ServiceDays>): Promise<Span | null> {
  const whole: Span = { first: Infinity, last: -Infinity }
  for (const [id, days] of services) {
    const number = reading.services.size
    reading.services.set(id, number)
    const span = days.span()
    if (span === null) continue
    whole.first = Math.min(whole.first, span.first)
    whole.last = Math.max(whole.last, span.last)
    await reading.sink.write(serviceTable, {
      timetable_key: reading.timetableKey,
      number,
      first_day: isoDay(days.start),
      days: days.bytea(),
    })
  }
  return whole.first <= whole.last ? whole : null
}
