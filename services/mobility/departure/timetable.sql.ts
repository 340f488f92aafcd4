import { type RawBuilder, sql } from 'kysely'

/** Service days that are looked at: a journey may have begun a week ago, and a stop may be served once a week. */
const [mostDaysBack, daysAhead] = [7, 7]

/**
 * SQL: the moment a service day starts, which is noon minus 12 hours in the agency's time zone; on a day of clock
 * change that is not midnight (GTFS Schedule reference, "Field Types", Time). Needs a column `time_zone`.
 */
export function dayStart(date: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((${date} + time '12:00') at time zone time_zone - interval '12 hours')`
}

/** SQL: the stop `asked` for itself and, if it is a station, its platforms. */
export const placesOfStop = sql`lateral (
  select asked.number, asked.platform_code
  union all
  select p.number, p.platform_code from mobility.stop p
  where p.timetable_key = asked.timetable_key and p.station_number = asked.number
)`

/** SQL: the service days on which departures since the moment may lie, with the seconds that have passed of each. */
export const serviceDays = sql`lateral (
  select date, start, ceil(extract(epoch from asked.since - start))::int as passed_s
  from generate_series(${sql.lit(-mostDaysBack)}, ${sql.lit(daysAhead)}) as ahead
  cross join lateral (select (asked.since at time zone asked.time_zone)::date + ahead as date) as d
  cross join lateral (select ${dayStart(sql`date`)} as start) as s
  where ahead >= -(asked.latest_departure_s / 86400) and date between asked.first_day and asked.last_day
  offset 0
)`

/** SQL: the first calls of vehicles at a `place` on a service `day`, of trips that run once and of repeated ones. */
export function callsAt(first: number): RawBuilder<unknown> {
  return sql`lateral (
    (select st.departure_s, st.line, st.trip_number, st.headsign_number, st.on_request
     from mobility.stop_time st
     where st.timetable_key = asked.timetable_key and st.stop_number = place.number
       and st.departure_s >= day.passed_s and ${isBoarded(sql`st`)}
     order by st.departure_s, st.line limit ${first})
    union all
    (select run.departure_s, f.line, f.trip_number, f.headsign_number, f.on_request
     from mobility.frequent_stop_time f
     cross join lateral ${repetitions} as q
     cross join lateral (
       select q.first_s + q.headway_s * greatest(0, ceil((day.passed_s - q.first_s) / q.headway_s::numeric))::int
     ) as upcoming(next_s)
     cross join lateral generate_series(
       next_s, least(q.end_s - 1, next_s + q.headway_s * ${first - 1}::int), q.headway_s
     ) as run(departure_s)
     where f.timetable_key = asked.timetable_key and f.stop_number = place.number and ${isBoarded(sql`f`)}
     order by run.departure_s, f.line limit ${first})
  )`
}

/** SQL: the parts of the day in which a trip is repeated, moved from the trip's first stop to the place of `f`. */
const repetitions = sql`(
  select q.start_s + t.after_s as first_s, q.end_s + t.after_s as end_s, q.headway_s
  from (
    select f.departure_s - first_departure_s as after_s from mobility.trip
    where timetable_key = f.timetable_key and number = f.trip_number offset 0
  ) as t
  cross join mobility.frequency q
  where q.timetable_key = f.timetable_key and q.trip_number = f.trip_number
)`

/** SQL: whether a call is not a trip's last, and the trip's service runs on the `day`. */
function isBoarded(call: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(
    select ${call}.line <> t.last_line and case
      when day.date - v.first_day between 0 and length(v.days) * 8 - 1
      then get_bit(v.days, day.date - v.first_day) = 1 else false end
    from (
      select last_line, service_number from mobility.trip
      where timetable_key = ${call}.timetable_key and number = ${call}.trip_number offset 0
    ) as t
    cross join lateral (
      select first_day, days from mobility.service
      where timetable_key = ${call}.timetable_key and number = t.service_number offset 0
    ) as v
  )`
}
