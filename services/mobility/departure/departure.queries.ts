import { sql } from 'kysely'
import { groupedBy } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { Since } from './departure.args.js'
import type { Departure } from './departure.type.js'
import { callsAt, dayStart, placesOfStop, serviceDays } from './timetable.sql.js'

/**
 * The first departures of each stop from a moment or service day on, in one statement.
 *
 * The index gives the departures of a stop on a day in their order, so that of each day no more are read than are
 * asked for, however many there are. `offset 0` keeps PostgreSQL from joining in another order than it is written:
 * a feed may have filled the tables a moment ago, and the planner knows nothing of them yet.
 */
export async function departuresOfStops(
  stopIds: readonly string[],
  { first, at, date }: { first: number } & Since,
  { database }: SubgraphContext,
): Promise<Departure[][]> {
  const rows = await database.rows<Departure & { stopId: string }>(
    sql`with asked as materialized (
          select s.id, s.number, s.platform_code, t.key as timetable_key, t.time_zone, t.first_day, t.last_day,
            t.latest_departure_s, coalesce(${at}::timestamptz, ${dayStart(sql`${date}::date`)}) as since
          from mobility.stop s join mobility.timetable t on t.key = s.timetable_key
          where s.id = any(${[...stopIds]}::text[])
        ), call as materialized (
          select asked.id as stop_id, asked.timetable_key, first.*
          from asked cross join lateral (
            select day.start + make_interval(secs => c.departure_s) as at, place.platform_code, c.*
            from ${placesOfStop} as place cross join ${serviceDays} as day cross join ${callsAt(first)} as c
            order by at, c.line limit ${first}
          ) as first
        )
        select call.stop_id as "stopId", call.at, call.platform_code as platform, call.on_request as "onRequest",
          trip.wheelchair as "wheelchairAccessible", route.id as "routeId", route.line,
          coalesce(
            (select text from mobility.headsign h where h.timetable_key = call.timetable_key
              and h.number = coalesce(call.headsign_number, trip.headsign_number)),
            (select name from mobility.stop s where s.timetable_key = call.timetable_key
              and s.number = trip.last_stop_number)
          ) as headsign
        from call
        cross join lateral (
          select * from mobility.trip t
          where t.timetable_key = call.timetable_key and t.number = call.trip_number offset 0
        ) as trip
        cross join lateral (
          select * from mobility.route r
          where r.timetable_key = call.timetable_key and r.number = trip.route_number offset 0
        ) as route
        order by call.at, call.line`,
  )
  return groupedBy(stopIds, rows, ({ stopId }) => stopId)
}
