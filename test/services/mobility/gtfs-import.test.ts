import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { mobility } from '../../../services/mobility/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { gtfsFolder, removeFeedFolders } from './kit/feed-folder.js'

let service: RunningService

beforeAll(async () => {
  service = await startService(mobility, { now: new Date('2026-06-01T05:00:00Z') })
})
afterEach(removeFeedFolders)
afterAll(() => service.stop())

async function importFeed(files: Record<string, string | null> = {}, feed = 'test') {
  return service.import('gtfs', await gtfsFolder(files), { feed })
}

async function namesOfStops(): Promise<string[]> {
  const answer = await service.query('{ stops { edges { node { name } } } }')
  const { stops } = answer.data as unknown as { stops: { edges: { node: { name: string } }[] } }
  return stops.edges.map(({ node }) => node.name)
}

async function departuresAt(stop: string): Promise<unknown[]> {
  const answer = await service.query(`{ stop(id: "${stop}") { departures { at } } }`)
  return (answer.data as unknown as { stop: { departures: unknown[] } }).stop.departures
}

/** Rows of every table that belong to no feed. */
async function orphans(): Promise<Record<string, number>[]> {
  const tables = [
    'service',
    'headsign',
    'trip',
    'stop_time',
    'frequent_stop_time',
    'frequency',
    'stop',
    'route',
  ]
  const counts = tables.map(
    (table) => sql`(select count(*)::int from ${sql.table(`mobility.${table}`)}
      where timetable_key not in (select key from mobility.timetable)) as ${sql.ref(table)}`,
  )
  return service.database.rows<Record<string, number>>(sql`select ${sql.join(counts)}`)
}

describe('A GTFS feed', () => {
  test('brings its stops, routes and timetable', async () => {
    const report = await importFeed()
    expect(report).toMatchObject({
      written: {
        'mobility.stop': 3,
        'mobility.route': 1,
        'mobility.service': 1,
        'mobility.headsign': 1,
        'mobility.trip': 1,
        'mobility.stop_time': 3,
      },
      skipped: 0,
      doubtful: 0,
    })
    expect(await namesOfStops()).toEqual(['Erkelenz Markt', 'Holzweiler', 'Lövenich'])
    const answer = await service.query(
      '{ routes { edges { node { line shortName longName kind agency color } } } }',
    )
    expect(answer.data).toEqual({
      routes: {
        edges: [
          {
            node: {
              line: 'E1',
              shortName: 'E1',
              longName: 'Erkelenz – Holzweiler',
              kind: 'BUS',
              agency: 'Verkehr',
              color: null,
            },
          },
        ],
      },
    })
  })

  test('replaces what an earlier import of it brought, and leaves other feeds alone', async () => {
    await importFeed({}, 'other')
    await importFeed()
    await importFeed({ 'stops.txt': 'stop_id,stop_name,stop_lat,stop_lon\na,Keyenberg,51.08,6.41\n' })
    expect(await namesOfStops()).toEqual(['Erkelenz Markt', 'Holzweiler', 'Keyenberg', 'Lövenich'])
    expect(await departuresAt('other:a')).toHaveLength(5)
    expect(Object.values((await orphans())[0] ?? {})).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    const [timetables] = await service.database.rows<{ count: number }>(
      sql`select count(*)::int as count from mobility.timetable`,
    )
    expect(timetables).toEqual({ count: 2 })
    await importFeed({ 'stops.txt': 'stop_id,stop_name,stop_lat,stop_lon\n' }, 'other')
  })

  test('is seen as it was until it is imported whole, and never waited for', async () => {
    const trips = Array.from({ length: 3_000 }, (_, index) => `1,daily,t${index}`)
    const stopTimes = trips.flatMap((_, index) => [
      `t${index},9:00:00,9:00:00,a,1`,
      `t${index},9:10:00,9:10:00,c,2`,
    ])
    await importFeed()
    const folder = await gtfsFolder({
      'stops.txt': 'stop_id,stop_name\na,Neuer Markt\nc,C\n',
      'trips.txt': `route_id,service_id,trip_id\n${trips.join('\n')}\n`,
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence\n${stopTimes.join('\n')}\n`,
    })
    let importing = true
    const imported = service.import('gtfs', folder).finally(() => {
      importing = false
    })
    const seen = new Set<number>()
    const look = async () => {
      const { data } = await service.query('{ stop(id: "test:a") { departures(first: 100) { at } } }')
      seen.add((data as unknown as { stop: { departures: unknown[] } }).stop.departures.length)
    }
    while (importing) await look()
    await imported
    await look()
    expect([...seen]).toEqual([8, 100])
  })

  test('keeps its colours, kinds and agencies as far as it says them', async () => {
    await importFeed({
      'routes.txt': `route_id,agency_id,route_short_name,route_long_name,route_type,route_color
1,v,E1,,3,e2001a
2,,,Fähre,1000,none
3,nobody,RB,,109,
4,v,,,715,
5,v,AST,,1501,
6,v,U,,401,
7,v,?,,9999,
`,
    })
    const answer = await service.query('{ routes { edges { node { line kind agency color } } } }')
    const nodes = (answer.data as unknown as { routes: { edges: { node: unknown }[] } }).routes.edges
    expect(nodes.map(({ node }) => node)).toEqual(
      expect.arrayContaining([
        { line: 'E1', kind: 'BUS', agency: 'Verkehr', color: '#E2001A' },
        { line: 'Fähre', kind: 'FERRY', agency: 'Verkehr', color: null },
        { line: 'RB', kind: 'RAIL', agency: null, color: null },
        { line: '4', kind: 'BUS', agency: 'Verkehr', color: null },
        { line: 'AST', kind: 'TAXI', agency: 'Verkehr', color: null },
        { line: 'U', kind: 'SUBWAY', agency: 'Verkehr', color: null },
        { line: '?', kind: 'OTHER', agency: 'Verkehr', color: null },
      ]),
    )
  })

  test('may have a byte order mark, CRLF, rows shorter than the header and no newline at its end', async () => {
    const report = await importFeed({
      'stops.txt':
        '\uFEFFstop_id,stop_name,stop_lat,stop_lon,zone_id\r\na,A,51,6.3\r\nb,B,51,6.3,z\r\nc,C,51,6.3',
      'stop_times.txt':
        '\uFEFFtrip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,pickup_type\r\nt1,8:00:00,8:00:00,a,1\r\nt1,8:20:00,8:20:00,c,2',
    })
    expect(report).toMatchObject({ skipped: 0, doubtful: 0 })
    expect(await departuresAt('test:a')).toHaveLength(5)
  })

  test('whose stops lack a position keeps them, with a warning', async () => {
    const report = await importFeed({
      'stops.txt':
        'stop_id,stop_name,stop_lat,stop_lon,location_type\na,Erkelenz-Golkrath,,,\nb,Null,0,0,\nc,Falsch,95,6,\nn,,,,3\n',
    })
    expect(report.skipped).toBe(0)
    expect(report.warnings.map(({ location }) => location)).toEqual([
      'stops.txt:2',
      'stops.txt:3',
      'stops.txt:4',
    ])
    const answer = await service.query('{ stop(id: "test:a") { name location { lat } district { id } } }')
    expect(answer.data).toEqual({
      stop: { name: 'Erkelenz-Golkrath', location: null, district: { id: '05370004-04' } },
    })
  })

  test('with platforms of a station it lacks shows them by themselves', async () => {
    const report = await importFeed({
      'stops.txt':
        'stop_id,stop_name,stop_lat,stop_lon,parent_station\na,A,51,6,nowhere\nb,B,51,6,nowhere\nc,C,51,6,\n',
    })
    expect(report.warnings).toEqual([
      {
        location: 'stops.txt:2',
        reason: 'parent_station "nowhere" is not in stops.txt; kept as a stop of its own',
      },
    ])
    expect(await namesOfStops()).toEqual(['A', 'B', 'C'])
  })
})

describe('A bad record', () => {
  test.each([
    [
      'stops.txt:5',
      { 'stops.txt': 'stop_id,stop_name\na,A\nb,B\nc,C\na,Again\n' },
      'the id "a" stands twice',
    ],
    [
      'stops.txt:5',
      { 'stops.txt': 'stop_id,stop_name\na,A\nb,B\nc,C\nd,\n' },
      'stop_name: must not be empty',
    ],
    [
      'stops.txt:5',
      { 'stops.txt': 'stop_id,stop_name\na,A\nb,B\nc,C\nd,D\0\n' },
      'stop_name: has a control character',
    ],
    [
      'stops.txt:5',
      { 'stops.txt': `stop_id,stop_name\na,A\nb,B\nc,C\nd,${'x'.repeat(501)}\n` },
      'stop_name: is longer than 500 characters',
    ],
    [
      'routes.txt:3',
      { 'routes.txt': 'route_id,route_short_name,route_type\n1,E1,3\n1,E1,3\n' },
      'the id "1" stands twice',
    ],
    [
      'trips.txt:3',
      { 'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\nx,daily,t2\n' },
      'there is no route "x"',
    ],
    [
      'trips.txt:3',
      { 'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,x,t2\n' },
      'there is no service "x"',
    ],
    [
      'trips.txt:3',
      { 'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t1\n' },
      'the id "t1" stands twice',
    ],
    [
      'frequencies.txt:2',
      { 'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nx,6:00:00,7:00:00,60\n' },
      'there is no trip "x"',
    ],
    [
      'frequencies.txt:2',
      { 'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nt1,6:00:00,7:00:00,0\n' },
      'headway_secs: Too small: expected number to be >=1',
    ],
    [
      'frequencies.txt:2',
      { 'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nt1,7:00:00,6:00:00,60\n' },
      'ends before it starts',
    ],
    [
      'calendar_dates.txt:2',
      { 'calendar_dates.txt': 'service_id,date,exception_type\ndaily,00000101,1\n' },
      'date: must be a day from 1970 to 2199, such as 20261123',
    ],
    [
      'calendar_dates.txt:2',
      { 'calendar_dates.txt': 'service_id,date,exception_type\ndaily,20260101,3\n' },
      'exception_type: must be 1 (added) or 2 (removed)',
    ],
  ])('at %s is skipped: %#', async (location, files, reason) => {
    const report = await importFeed(files)
    expect(report.problems).toEqual([{ location, reason }])
    expect(await departuresAt('test:a')).toHaveLength(5)
  })

  test.each([
    ['x,8:30:00,8:30:00,a,4', 'there is no trip "x"'],
    ['t1,8:15:00,8:15:00,x,4', 'there is no stop "x"'],
    ['t1,8:15:00,8:15:00,"x\0y",4', 'there is no stop "x\uFFFDy"'],
    ['t1,8:15:00,later,b,4', 'departure_time: must be a time, such as 6:00:00'],
    ['t1,8:61:00,8:15:00,b,4', 'arrival_time: must be a time, such as 6:00:00'],
    ['t1,999:00:00,999:00:00,b,4', 'arrival_time: must be a time, such as 6:00:00'],
    ['t1,8:15:00,8:15:00,b,', 'stop_sequence: must be a whole number'],
    ['t1,8:15:00,8:15:00,b,99999999999', 'stop_sequence: must be a whole number'],
    ['t1,8:15:00,8:15:00,b,4,extra,values', 'has 7 values for 5 columns'],
  ])('of the stop times is skipped: %p', async (row, reason) => {
    const report = await importFeed({
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence
t1,8:00:00,8:00:00,a,1
${row}
t1,8:20:00,8:20:00,c,3
`,
    })
    expect(report.problems).toEqual([{ location: 'stop_times.txt:3', reason }])
    expect(await departuresAt('test:a')).toHaveLength(5)
  })

  test('that repeats a stop time does no harm', async () => {
    const row = 't1,8:00:00,8:00:00,a,1\n'
    await importFeed({
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence\n${row}${row}t1,8:20:00,8:20:00,c,3\n`,
    })
    expect(await departuresAt('test:a')).toHaveLength(5)
  })

  test('that is a flexible stop time (GTFS-Flex) is skipped, and fixed ones of the feed are kept', async () => {
    const report = await importFeed({
      'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,flex\n',
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,location_group_id,location_id,stop_sequence,start_pickup_drop_off_window,end_pickup_drop_off_window
t1,8:00:00,8:00:00,a,,,1,,
t1,8:20:00,8:20:00,c,,,2,,
flex,,,,group,,1,08:00:00,20:00:00
flex,,,,,area,2,08:00:00,20:00:00
flex,,,group,,,3,,
`,
    })
    const flexible =
      'has a time window or an area instead of a time and a stop (GTFS-Flex); only fixed departures are kept'
    expect(report.problems).toEqual([
      { location: 'stop_times.txt:4', reason: flexible },
      { location: 'stop_times.txt:5', reason: flexible },
      { location: 'stop_times.txt:6', reason: 'there is no stop "group"' },
    ])
    expect(await departuresAt('test:a')).toHaveLength(5)
  })
})

describe('What is no GTFS feed', () => {
  test.each([
    ['a file is missing', { 'trips.txt': null }, /lacks trips\.txt\.$/],
    ['both calendars are missing', { 'calendar.txt': null }, /lacks calendar\.txt or calendar_dates\.txt\.$/],
    ['everything is missing', { 'stops.txt': null, 'agency.txt': null }, /lacks agency\.txt, stops\.txt\.$/],
    [
      'a file lacks its columns',
      { 'stop_times.txt': '<html></html>\n' },
      /^stop_times\.txt lacks the columns/,
    ],
    ['a needed file is blank', { 'stops.txt': '' }, /^stops\.txt lacks the columns stop_id; it is empty/],
    ['there is no agency', { 'agency.txt': 'agency_name,agency_timezone\n' }, /no usable agency/],
    [
      'the time zone is none',
      { 'agency.txt': 'agency_name,agency_timezone\nV,Middle/Earth\n' },
      /"Middle\/Earth" is no time zone/,
    ],
  ])('changes nothing: %s', async (_, files, message) => {
    await importFeed()
    await expect(importFeed({ 'stop_times.txt': 'trip_id,stop_sequence\n', ...files })).rejects.toMatchObject(
      {
        code: 'FORMAT_UNRECOGNIZED',
        message: expect.stringMatching(message),
      },
    )
    expect(await departuresAt('test:a')).toHaveLength(5)
  })
})
