import { defineEntity, p } from '@mikro-orm/core'
import { FeedEntity } from '../feed.entity.js'

const schema = 'mobility'

/**
 * One GTFS feed as it was last imported. Its key stands in every row that belongs to it, instead of the feed's id,
 * for there may be millions of them; everything else in a timetable is numbered within it.
 */
export const TimetableEntity = defineEntity({
  name: 'Timetable',
  tableName: 'timetable',
  schema,
  properties: {
    key: p.smallint().primary().autoincrement(false),
    feed: () => p.manyToOne(FeedEntity).index(),
    timeZone: p.text().comment("the agencies' time zone (IANA), by which service days are counted"),
    firstDay: p.date().nullable().comment('first day on which anything runs'),
    lastDay: p.date().nullable(),
    latestDepartureS: p.integer().comment('latest departure of any service day, in seconds after its start'),
  },
})

/** The days on which trips of a service run. */
export const ServiceEntity = defineEntity({
  name: 'Service',
  tableName: 'service',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    number: p.integer().primary(),
    firstDay: p.date(),
    days: p.blob().comment('a bit for each day from the first one on, the lowest bit of each byte first'),
  },
})

/** A text on the front of vehicles. */
export const HeadsignEntity = defineEntity({
  name: 'Headsign',
  tableName: 'headsign',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    number: p.integer().primary(),
    text: p.text(),
  },
})

/** A journey of a vehicle along a route. */
export const TripEntity = defineEntity({
  name: 'Trip',
  tableName: 'trip',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    number: p.integer().primary(),
    routeNumber: p.integer(),
    serviceNumber: p.integer(),
    headsignNumber: p.integer().nullable(),
    wheelchair: p.boolean().nullable(),
    firstDepartureS: p
      .integer()
      .comment('departure from the first stop, from which repeated trips are counted'),
    lastLine: p.integer().comment('line of the last stop, where nobody boards'),
    lastStopNumber: p.integer().nullable(),
  },
})
