import type { FeedTable } from '../../../../platform/feeds/format.js'

/** The tables below have no `feed_id`: what is in them belongs to a feed through its timetable. */
const rowsOfFeed = 'timetable_key = (select key from mobility.timetable where feed_id = $1)'

export const timetableTable: FeedTable = {
  name: 'mobility.timetable',
  columns: ['key', 'time_zone', 'first_day', 'last_day', 'latest_departure_s'],
}

export const stopTable: FeedTable = {
  name: 'mobility.stop',
  columns: [
    'id',
    'timetable_key',
    'number',
    'station_number',
    'name',
    'description',
    'platform_code',
    'wheelchair',
    'lat',
    'lon',
    'district_id',
  ],
}

export const routeTable: FeedTable = {
  name: 'mobility.route',
  columns: ['id', 'timetable_key', 'number', 'line', 'short_name', 'long_name', 'kind', 'agency', 'color'],
}

export const serviceTable: FeedTable = {
  name: 'mobility.service',
  columns: ['timetable_key', 'number', 'first_day', 'days'],
  rowsOfFeed,
}

export const headsignTable: FeedTable = {
  name: 'mobility.headsign',
  columns: ['timetable_key', 'number', 'text'],
  rowsOfFeed,
}

export const tripTable: FeedTable = {
  name: 'mobility.trip',
  columns: [
    'timetable_key',
    'number',
    'route_number',
    'service_number',
    'headsign_number',
    'wheelchair',
    'first_departure_s',
    'last_line',
    'last_stop_number',
  ],
  rowsOfFeed,
}

export const frequencyTable: FeedTable = {
  name: 'mobility.frequency',
  columns: ['timetable_key', 'trip_number', 'line', 'start_s', 'end_s', 'headway_s'],
  rowsOfFeed,
}

const stopTimeColumns = [
  'timetable_key',
  'stop_number',
  'departure_s',
  'line',
  'trip_number',
  'headsign_number',
  'on_request',
]

export const stopTimeTable: FeedTable = { name: 'mobility.stop_time', columns: stopTimeColumns, rowsOfFeed }

export const frequentStopTimeTable: FeedTable = {
  name: 'mobility.frequent_stop_time',
  columns: stopTimeColumns,
  rowsOfFeed,
}
