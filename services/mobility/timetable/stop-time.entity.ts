import { defineEntity, p } from '@mikro-orm/core'

const schema = 'mobility'

/**
 * A departure of a trip from a stop. The primary key is the one index: the departures of a stop in their order.
 * The line of stop_times.txt makes it unique, whatever a feed repeats.
 */
export const StopTimeEntity = defineEntity({
  name: 'StopTime',
  tableName: 'stop_time',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    stopNumber: p.integer().primary(),
    departureS: p.integer().primary().comment('seconds after the start of the service day'),
    line: p.integer().primary(),
    tripNumber: p.integer(),
    headsignNumber: p.integer().nullable().comment("where it differs from the trip's"),
    onRequest: p.boolean(),
  },
})

/** The same for trips that are repeated: the time counts only from the trip's first departure on. */
export const FrequentStopTimeEntity = defineEntity({
  name: 'FrequentStopTime',
  tableName: 'frequent_stop_time',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    stopNumber: p.integer().primary(),
    line: p.integer().primary(),
    departureS: p.integer(),
    tripNumber: p.integer(),
    headsignNumber: p.integer().nullable(),
    onRequest: p.boolean(),
  },
})

/** How often a trip is repeated during a part of the service day. */
export const FrequencyEntity = defineEntity({
  name: 'Frequency',
  tableName: 'frequency',
  schema,
  properties: {
    timetableKey: p.smallint().primary(),
    tripNumber: p.integer().primary(),
    line: p.integer().primary(),
    startS: p.integer(),
    endS: p.integer().comment('exclusive'),
    headwayS: p.integer(),
  },
})
