import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { mobility } from '../../../services/mobility/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { gtfsFolder, removeFeedFolders } from './kit/feed-folder.js'

let service: RunningService

beforeAll(async () => {
  service = await startService(mobility, { now: new Date('2026-06-01T05:00:00Z') })
})
afterEach(removeFeedFolders)
afterAll(() => service.stop())

interface Departure {
  line: string
  headsign: string | null
  at: string
  platform: string | null
  onRequest: boolean
}

/** Departures of a stop of the feed imported last. */
async function departures(
  stop: string,
  args = 'first: 3',
  fields = 'line headsign at',
): Promise<Departure[]> {
  const answer = await service.query(`{ stop(id: "test:${stop}") { departures(${args}) { ${fields} } } }`)
  expect(answer.errors).toBeUndefined()
  const { stop: found } = answer.data as unknown as { stop: { departures: Departure[] } }
  return found.departures
}

const timesAt = async (stop: string, args?: string) => (await departures(stop, args)).map(({ at }) => at)

const stopTimes = (rows: string, columns = 'trip_id,arrival_time,departure_time,stop_id,stop_sequence') =>
  `${columns}\n${rows}\n`

async function importFeed(files: Record<string, string> = {}) {
  return service.import('gtfs', await gtfsFolder(files))
}

describe('The next departures of a stop', () => {
  test('are those after now, on this day and the following ones', async () => {
    await importFeed()
    expect(await departures('a')).toEqual([
      { line: 'E1', headsign: 'Holzweiler', at: '2026-06-01T06:00:00.000Z' },
      { line: 'E1', headsign: 'Holzweiler', at: '2026-06-02T06:00:00.000Z' },
      { line: 'E1', headsign: 'Holzweiler', at: '2026-06-03T06:00:00.000Z' },
    ])
    expect(await timesAt('b', 'first: 1')).toEqual(['2026-06-01T06:11:00.000Z'])
  })

  test('can be asked from another moment, or for a service day, on', async () => {
    await importFeed()
    expect(await timesAt('a', 'first: 1, at: "2026-12-01T12:00:00Z"')).toEqual(['2026-12-02T07:00:00.000Z'])
    expect(await timesAt('a', 'first: 1, date: "2026-12-01"')).toEqual(['2026-12-01T07:00:00.000Z'])
    expect(await timesAt('a', 'first: 1, at: "2026-06-01T06:00:00Z"')).toEqual(['2026-06-01T06:00:00.000Z'])
    expect(await timesAt('a', 'first: 1, at: "2026-06-01T06:00:00.001Z"')).toEqual([
      '2026-06-02T06:00:00.000Z',
    ])
  })

  test('are looked for up to 7 service days ahead, and none is invented', async () => {
    await importFeed()
    expect(await timesAt('a', 'first: 100')).toHaveLength(8)
    expect(await timesAt('a', 'at: "2027-06-01T00:00:00Z"')).toEqual([])
    expect(await timesAt('a', 'at: "2020-06-01T00:00:00Z"')).toEqual([])
  })

  test.each([
    ['first: 0', '"first" is 0; ask for 1 to 100.'],
    ['first: 101', '"first" is 101; ask for 1 to 100.'],
    [
      'at: "2026-06-01T00:00:00Z", date: "2026-06-01"',
      'Ask for departures either "at" a moment or from a "date" on.',
    ],
    ['date: "0000-06-01"', '"date" is before the year 1.'],
  ])('cannot be asked with %s', async (args, message) => {
    await importFeed()
    const answer = await service.query(`{ stop(id: "test:a") { departures(${args}) { at } } }`)
    expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }])
  })

  test('are none at the last stop of a trip, nor where nobody may board', async () => {
    await importFeed({
      'stop_times.txt': stopTimes(
        't1,8:00:00,8:00:00,a,1,0\nt1,8:10:00,8:10:00,b,2,1\nt1,8:20:00,8:20:00,c,3,0',
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type',
      ),
    })
    expect(await timesAt('a', 'first: 1')).toHaveLength(1)
    expect(await timesAt('b')).toEqual([])
    expect(await timesAt('c')).toEqual([])
  })

  test('say whether the vehicle must be ordered, and where else than the trip it goes', async () => {
    await importFeed({
      'stop_times.txt': stopTimes(
        't1,8:00:00,8:00:00,a,1,2,Kückhoven\nt1,8:10:00,8:10:00,b,2,0,\nt1,8:20:00,8:20:00,c,3,0,',
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,stop_headsign',
      ),
    })
    const fields = 'headsign onRequest'
    expect(await departures('a', 'first: 1', fields)).toEqual([{ headsign: 'Kückhoven', onRequest: true }])
    expect(await departures('b', 'first: 1', fields)).toEqual([{ headsign: 'Holzweiler', onRequest: false }])
  })

  test('go to the last stop where the feed has no headsign', async () => {
    await importFeed({ 'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n' })
    expect(await departures('a', 'first: 1', 'headsign')).toEqual([{ headsign: 'Holzweiler' }])
  })

  test('are right whatever the order of the rows', async () => {
    await importFeed({
      'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t2\n',
      'stop_times.txt': stopTimes(
        't1,8:20:00,8:20:00,c,3\nt2,9:00:00,9:00:00,a,1\nt1,8:10:00,8:11:00,b,2\nt2,9:10:00,9:10:00,b,2\nt1,8:00:00,8:00:00,a,1',
      ),
    })
    expect(await timesAt('a', 'first: 2')).toEqual(['2026-06-01T06:00:00.000Z', '2026-06-01T07:00:00.000Z'])
    expect(await timesAt('b', 'first: 2')).toEqual(['2026-06-01T06:11:00.000Z', '2026-06-02T06:11:00.000Z'])
    expect(await timesAt('c', 'first: 2')).toEqual([])
  })
})

describe('A service day', () => {
  const night = stopTimes(
    't1,24:30:00,24:30:00,a,1\nt1,25:10:00,25:10:00,b,2\nt1,49:00:00,49:00:00,c,3\nt1,50:00:00,50:00:00,a,4',
  )

  test('goes on after midnight', async () => {
    await importFeed({ 'stop_times.txt': night })
    expect(await timesAt('b', 'first: 1, at: "2026-05-31T22:30:00Z"')).toEqual(['2026-05-31T23:10:00.000Z'])
    expect(await timesAt('b', 'first: 2, date: "2026-06-01"')).toEqual([
      '2026-05-31T23:10:00.000Z',
      '2026-06-01T23:10:00.000Z',
    ])
    expect(await timesAt('c', 'first: 1, date: "2026-01-01"')).toEqual(['2026-01-03T00:00:00.000Z'])
    expect(await timesAt('c', 'first: 1, at: "2027-01-01T12:00:00Z"')).toEqual(['2027-01-02T00:00:00.000Z'])
  })

  test('departures after midnight stand among the early ones of the next day', async () => {
    await importFeed({
      'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t2\n',
      'stop_times.txt': `${night}t2,0:05:00,0:05:00,b,1\nt2,0:20:00,0:20:00,a,2\n`,
    })
    expect(await timesAt('b', 'first: 3, at: "2026-06-01T22:00:00Z"')).toEqual([
      '2026-06-01T22:05:00.000Z',
      '2026-06-01T23:10:00.000Z',
      '2026-06-02T22:05:00.000Z',
    ])
  })

  test('starts at noon minus 12 hours, so that its times are right on days of clock change', async () => {
    await importFeed({
      'stop_times.txt': stopTimes('t1,0:30:00,0:30:00,a,1\nt1,8:00:00,8:00:00,b,2\nt1,9:00:00,9:00:00,c,3'),
    })
    // 29 March: clocks go from 2 to 3 h; noon CEST minus 12 h is 23 h CET of the day before.
    expect(await timesAt('a', 'first: 1, date: "2026-03-29"')).toEqual(['2026-03-28T22:30:00.000Z'])
    expect(await timesAt('b', 'first: 2, date: "2026-03-28"')).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T06:00:00.000Z',
    ])
    // 25 October: clocks go from 3 back to 2 h; noon CET minus 12 h is 1 h CEST.
    expect(await timesAt('a', 'first: 1, date: "2026-10-25"')).toEqual(['2026-10-24T23:30:00.000Z'])
    expect(await timesAt('b', 'first: 2, date: "2026-10-24"')).toEqual([
      '2026-10-24T06:00:00.000Z',
      '2026-10-25T07:00:00.000Z',
    ])
  })

  test("is counted in the agency's time zone", async () => {
    await importFeed({
      'agency.txt': 'agency_name,agency_url,agency_timezone\nV,https://example.org,america/los_angeles\n',
    })
    expect(await timesAt('a', 'first: 1, date: "2026-06-01"')).toEqual(['2026-06-01T15:00:00.000Z'])
  })

  test('is one the calendar has and its exceptions leave', async () => {
    await importFeed({
      'calendar.txt': `service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
daily,1,1,1,1,1,0,0,20260601,20260608`,
      'calendar_dates.txt':
        'service_id,date,exception_type\ndaily,20260604,2\ndaily,20260606,1\ndaily,20260530,1\n',
    })
    const days = (await timesAt('a', 'first: 20, date: "2026-05-28"')).map((at) => at.slice(5, 10))
    expect(days).toEqual(['05-30', '06-01', '06-02', '06-03'])
    const later = (await timesAt('a', 'first: 20, date: "2026-06-04"')).map((at) => at.slice(5, 10))
    expect(later).toEqual(['06-05', '06-06', '06-08'])
  })

  test.each([
    [
      'calendar.txt',
      { 'calendar.txt': '', 'calendar_dates.txt': 'service_id,date,exception_type\ndaily,20260603,1' },
    ],
    ['calendar_dates.txt', { 'calendar_dates.txt': '' }],
  ])('is known though %s is blank', async (_, files) => {
    const report = await importFeed(files)
    expect(report.problems).toEqual([])
    expect((await timesAt('a')).length).toBeGreaterThan(0)
  })
})

describe('A trip that is repeated', () => {
  const frequencies = (rows: string) => `trip_id,start_time,end_time,headway_secs,exact_times\n${rows}\n`

  test('departs at each headway from start to before end, whether or not its times are exact', async () => {
    for (const exact of ['0', '1', '']) {
      await importFeed({ 'frequencies.txt': frequencies(`t1,6:00:00,8:00:00,1800,${exact}`) })
      expect(await timesAt('a', 'first: 5, date: "2026-06-01"')).toEqual([
        '2026-06-01T04:00:00.000Z',
        '2026-06-01T04:30:00.000Z',
        '2026-06-01T05:00:00.000Z',
        '2026-06-01T05:30:00.000Z',
        '2026-06-02T04:00:00.000Z',
      ])
      expect(await timesAt('b', 'first: 2')).toEqual(['2026-06-01T05:11:00.000Z', '2026-06-01T05:41:00.000Z'])
      expect(await timesAt('c')).toEqual([])
    }
  })

  test('keeps a headway of its own in each part of the day, and goes on after midnight', async () => {
    await importFeed({
      'frequencies.txt': frequencies('t1,22:00:00,23:00:00,3600,1\nt1,23:00:00,24:30:00,1800,1'),
    })
    expect(await timesAt('a', 'first: 5, at: "2026-06-01T20:00:00Z"')).toEqual([
      '2026-06-01T20:00:00.000Z',
      '2026-06-01T21:00:00.000Z',
      '2026-06-01T21:30:00.000Z',
      '2026-06-01T22:00:00.000Z',
      '2026-06-02T20:00:00.000Z',
    ])
    expect(await timesAt('b', 'first: 1, at: "2026-06-01T22:01:00Z"')).toEqual(['2026-06-01T22:11:00.000Z'])
  })

  test('stands among trips that run once', async () => {
    await importFeed({
      'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t2\n',
      'stop_times.txt': stopTimes(
        't1,8:00:00,8:00:00,a,1\nt1,8:10:00,8:10:00,c,2\nt2,8:10:00,8:10:00,a,1\nt2,8:20:00,8:20:00,c,2',
      ),
      'frequencies.txt': frequencies('t1,8:00:00,9:00:00,1200,1'),
    })
    expect((await timesAt('a', 'first: 4')).map((at) => at.slice(11, 16))).toEqual([
      '06:00',
      '06:10',
      '06:20',
      '06:40',
    ])
  })

  test('every second for a week is no more work than is asked for', async () => {
    await importFeed({ 'frequencies.txt': frequencies('t1,0:00:00,167:59:59,1,1') })
    expect(await timesAt('a', 'first: 2')).toEqual(['2026-06-01T05:00:00.000Z', '2026-06-01T05:00:00.000Z'])
  })
})

describe('A stop without times', () => {
  test('gets them from the stops before and after it', async () => {
    const report = await importFeed({
      'stops.txt': 'stop_id,stop_name,stop_lat,stop_lon\na,A,51,6\nb,B,51,6\nc,C,51,6\nd,D,51,6\n',
      'stop_times.txt': stopTimes('t1,8:00:00,8:01:00,a,1\nt1,,,b,2\nt1, ,,c,5\nt1,8:10:00,8:12:00,d,7'),
    })
    expect(report.problems).toEqual([])
    expect(await timesAt('b', 'first: 1')).toEqual(['2026-06-01T06:04:00.000Z'])
    expect(await timesAt('c', 'first: 1')).toEqual(['2026-06-01T06:07:00.000Z'])
  })

  test('is skipped where there are none before or after it', async () => {
    const report = await importFeed({
      'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t2\n',
      'stop_times.txt': stopTimes(
        't1,,,a,1\nt1,8:10:00,8:10:00,b,2\nt1,,,c,3\nt2,9:00:00,9:00:00,a,1\nt2,9:10:00,9:10:00,b,2\nt2,,,c,3',
      ),
    })
    expect(report.problems.map(({ location }) => location)).toEqual([
      'stop_times.txt:2',
      'stop_times.txt:4',
      'stop_times.txt:7',
    ])
    expect(await timesAt('a', 'first: 1')).toEqual(['2026-06-01T07:00:00.000Z'])
  })

  test('is taken to depart when it arrives where only one of the times is given', async () => {
    await importFeed({
      'stop_times.txt': stopTimes('t1,,8:00:00,a,1\nt1,8:10:00,,b,2\nt1,8:20:00,8:20:00,c,3'),
    })
    expect(await timesAt('b', 'first: 1')).toEqual(['2026-06-01T06:10:00.000Z'])
  })
})

describe('A station', () => {
  const station = {
    'stops.txt': `stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,platform_code,wheelchair_boarding
p1,Erkelenz Bf,51.08,6.3178,,bf,1,
p2,Erkelenz Bf,51.08,6.3178,0,bf,2,2
bf,Erkelenz Bf,51.08,6.3178,1,,,1
gate,Eingang,51.08,6.3178,2,bf,,
c,Holzweiler,51.0478,6.4056,,,,
`,
    'trips.txt': 'route_id,service_id,trip_id\n1,daily,t1\n1,daily,t2\n',
    'stop_times.txt': stopTimes(
      't1,8:00:00,8:00:00,p1,1\nt1,8:10:00,8:10:00,c,2\nt2,8:05:00,8:05:00,p2,1\nt2,8:15:00,8:15:00,c,2',
    ),
  }

  test('is shown once, with the departures of all its platforms', async () => {
    await importFeed(station)
    const answer = await service.query('{ stops { totalCount edges { node { id wheelchairBoarding } } } }')
    expect(answer.data).toEqual({
      stops: {
        totalCount: 2,
        edges: [
          { node: { id: 'test:bf', wheelchairBoarding: true } },
          { node: { id: 'test:c', wheelchairBoarding: null } },
        ],
      },
    })
    expect(await departures('bf', 'first: 2', 'at platform')).toEqual([
      { at: '2026-06-01T06:00:00.000Z', platform: '1' },
      { at: '2026-06-01T06:05:00.000Z', platform: '2' },
    ])
  })

  test('has platforms that can be asked for by themselves', async () => {
    await importFeed(station)
    expect(await departures('p2', 'first: 1', 'at platform')).toEqual([
      { at: '2026-06-01T06:05:00.000Z', platform: '2' },
    ])
    const answer = await service.entities(
      'Stop',
      ['test:p1', 'test:p2', 'test:gate'],
      'name wheelchairBoarding',
    )
    expect(answer).toEqual([
      { name: 'Erkelenz Bf', wheelchairBoarding: true },
      { name: 'Erkelenz Bf', wheelchairBoarding: false },
      null,
    ])
  })
})
