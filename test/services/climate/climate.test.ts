import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { districts } from '../../../platform/town/districts.js'
import { climate } from '../../../services/climate/service.js'
import { type RunningService, startService } from '../../kit/service.js'

const now = new Date('2026-11-23T07:00:00Z')
const districtIds = districts.map(({ id }) => id)
const realFolder = fileURLToPath(new URL('../../../../shared/data/climate/', import.meta.url))
const describeWithRealFiles = existsSync(realFolder) ? describe : describe.skip

function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url))
}

const allStations =
  '{ stations(first: 100) { totalCount edges { node { id name exposure location { lat lon } district { id } datastreams { name observedProperty unit latest { value at } } } } } }'

interface StationNode {
  id: string
  name: string
  exposure: string | null
  location: { lat: number; lon: number } | null
  district: { id: string } | null
  datastreams: {
    name: string
    observedProperty: string
    unit: string | null
    latest: { value: number; at: string } | null
  }[]
}

async function stationsOf(service: RunningService): Promise<StationNode[]> {
  const { data, errors } = await service.query(allStations)
  expect(errors).toBeUndefined()
  const { stations } = data as unknown as { stations: { edges: { node: StationNode }[] } }
  return stations.edges.map(({ node }) => node)
}

describe('the example content', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(climate, { now, example: true })
  })
  afterAll(() => service.stop())

  test('gives every district a station with a newest value for each of its datastreams', async () => {
    const answers = await service.entities(
      'District',
      districtIds,
      'id stations(first: 2) { totalCount edges { node { name datastreams { observedProperty unit latest { value at } } } } }',
    )
    const found = answers as unknown as {
      id: string
      stations: { totalCount: number; edges: { node: StationNode }[] }
    }[]
    expect(found.map(({ id }) => id)).toEqual(districtIds)
    for (const { stations } of found) {
      expect(stations.totalCount).toBeGreaterThan(0)
      for (const { node } of stations.edges) {
        expect(node.datastreams.map(({ observedProperty }) => observedProperty)).toEqual([
          'Feinstaub PM10',
          'Lufttemperatur',
        ])
        for (const { latest } of node.datastreams) expect(latest?.at).toBe('2026-11-20T06:00:00.000Z')
      }
    }
  })

  test('asks the database as often for nine districts and ten stations as for one of each', async () => {
    const selection = (first: number) =>
      `stations(first: ${first}) { totalCount edges { node { name datastreams { latest { value } } } } }`
    const countFor = async (ids: readonly string[], first: number) => {
      const before = service.statements.length
      await service.entities('District', ids, selection(first))
      return service.statements.length - before
    }
    const least = await countFor(districtIds.slice(0, 1), 1)
    expect(least).toBe(4)
    expect(await countFor(districtIds, 10)).toBe(least)
  })

  test('shows what an initiative does for the climate, and whose a measure is', async () => {
    const [initiative] = await service.entities(
      'Initiative',
      ['ini-fahrraeder-fuer-alle'],
      'measures { edges { node { title kind savesCo2KgPerYear initiative { id } } } }',
    )
    expect(initiative).toEqual({
      measures: {
        edges: [
          {
            node: {
              title: 'Alltagswege mit dem Rad statt mit dem Auto (Beispiel)',
              kind: 'MITIGATION',
              savesCo2KgPerYear: 41000,
              initiative: { id: 'ini-fahrraeder-fuer-alle' },
            },
          },
        ],
      },
    })
  })

  test('walks all stations page by page, each once', async () => {
    const met: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 20; pages++) {
      const { data } = await service.query(
        'query ($after: String) { stations(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const { stations } = data as unknown as {
        stations: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }
      met.push(...stations.edges.map(({ node }) => node.id))
      after = stations.pageInfo.endCursor
      if (!stations.pageInfo.hasNextPage) break
    }
    expect(met).toHaveLength(11)
    expect(new Set(met).size).toBe(11)
  })

  test.each([
    ['first: 0', 'ask for 1 to 100'],
    ['first: 101', 'ask for 1 to 100'],
    ['after: "nonsense"', 'no cursor of this list'],
    ['near: { lat: 91, lon: 6 }', 'no place on the earth'],
    ['near: { lat: 51, lon: 6, radius: 60000 }', 'at most 50,000'],
  ])('refuses stations(%s) saying what to do', async (argument, message) => {
    const { errors } = await service.query(`{ stations(${argument}) { edges { node { id } } } }`)
    expect(errors?.[0]?.message).toContain(message)
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  test('refuses a text no database can hold', async () => {
    const { errors } = await service.query('query ($id: ID!) { station(id: $id) { name } }', {
      id: 'a\u0000',
    })
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })

  test('finds stations near a point, and none farther than the radius', async () => {
    const near = async (radius: number) => {
      const { data } = await service.query(
        `{ stations(near: { lat: 51.0558, lon: 6.2950, radius: ${radius} }) { edges { node { name } } } }`,
      )
      const { stations } = data as unknown as { stations: { edges: { node: { name: string } }[] } }
      return stations.edges.map(({ node }) => node.name)
    }
    expect(await near(500)).toEqual(['Klimastation Erkelenz-Granterath (Beispiel)'])
    expect(await near(2_000)).toEqual([
      'Klimastation Erkelenz-Granterath (Beispiel)',
      'Klimastation Erkelenz-Hetzerath (Beispiel)',
    ])
  })

  test('gives a datastream’s values oldest first, between two moments', async () => {
    const { data } = await service.query(`{
      stations(first: 1) { edges { node { datastreams(first: 1) {
        observations(from: "2026-11-19T00:00:00Z", to: "2026-11-20T06:00:00Z") { totalCount edges { node { at } } }
      } } } } }`)
    expect(data).toMatchObject({
      stations: { edges: [{ node: { datastreams: [{ observations: { totalCount: 1 } }] } }] },
    })
  })
})

describe('an import', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(climate, { now })
  })
  afterEach(() => service.forgetFeeds())
  afterAll(() => service.stop())

  test('of SensorThings takes the good entities, lists the bad ones and says what is doubtful', async () => {
    const report = await service.import('sensorthings', fixture('things.json'))
    expect(report.written).toEqual({
      'climate.station': 2,
      'climate.datastream': 2,
      'climate.observation': 2,
    })
    expect(report.problems).toEqual([
      {
        location: 'things.json, Thing 1 (a), Datastream 1 (1), Observation 2',
        reason: expect.stringContaining('result'),
      },
      {
        location: 'things.json, Thing 1 (a), Datastream 1 (1), Observation 3',
        reason: 'a second value for the same time',
      },
      { location: 'things.json, Thing 2', reason: expect.stringContaining('name') },
      { location: 'things.json, Thing 3', reason: 'the id a stands twice' },
      { location: 'things.json, Thing 4', reason: expect.stringContaining('control character') },
      { location: 'things.json, Thing 5 (b), Datastream 1', reason: 'the id 1 stands twice' },
    ])
    expect(report.warnings).toEqual([
      { location: 'things.json, Thing 5 (b)', reason: '@iot.id is b, its selfLink says c; @iot.id counts' },
      { location: 'things.json, Thing 5 (b)', reason: 'has no usable location; kept without a position' },
      {
        location: 'things.json',
        reason: 'the answer goes on at https://sensors.example/next, which was not fetched',
      },
    ])
    const [first] = await stationsOf(service)
    expect(first).toEqual({
      id: 'test:a',
      name: 'Dach am Markt',
      exposure: null,
      location: { lat: 51.08, lon: 6.316 },
      district: { id: '05370004-01' },
      datastreams: [
        {
          name: 'Temperatur',
          observedProperty: 'Lufttemperatur',
          unit: '°C',
          latest: { value: -3.5, at: '2026-01-02T06:00:00.000Z' },
        },
      ],
    })
  })

  test('of a set of Datastreams brings each Thing once, and refuses what is neither', async () => {
    const report = await service.import('sensorthings', fixture('datastreams.json'))
    expect(report.written).toEqual({
      'climate.station': 1,
      'climate.datastream': 2,
      'climate.observation': 1,
    })
    expect(report.problems).toEqual([
      {
        location: 'datastreams.json, Datastream 3, Thing',
        reason: expect.stringContaining('expected object'),
      },
      {
        location: 'datastreams.json, Location 4',
        reason: 'sets of Things or Datastreams are read, with the others expanded in them',
      },
    ])
    const [station] = await stationsOf(service)
    expect(station).toMatchObject({ id: 'test:t', district: { id: '05370004-01' } })
    expect(station?.datastreams.map(({ name }) => name)).toEqual(['Feuchte', 'Temperatur'])
  })

  test('of openSenseMap boxes reports a box at 0/0 and does not place it', async () => {
    const report = await service.import('opensensemap', fixture('boxes.csv'))
    expect(report.written).toEqual({ 'climate.station': 3 })
    expect(report.problems.map(({ location }) => location)).toEqual([
      'boxes.csv:6',
      'boxes.csv:7',
      'boxes.csv:8',
    ])
    expect(report.warnings).toEqual([
      { location: 'boxes.csv:3', reason: 'box b2 stands at 0/0, which is no place; kept without a position' },
    ])
    const stations = await stationsOf(service)
    expect(
      stations.map(({ name, exposure, location, district }) => ({ name, exposure, location, district })),
    ).toEqual([
      {
        name: 'Box "am\nBach"',
        exposure: null,
        location: { lat: 51.0333, lon: 6.3241 },
        district: { id: '05370004-06' },
      },
      {
        name: 'Dach',
        exposure: 'OUTDOOR',
        location: { lat: 51.0801, lon: 6.317 },
        district: { id: '05370004-01' },
      },
      { name: 'Dach', exposure: 'INDOOR', location: null, district: null },
    ])
  })

  test('of a feed that was imported before replaces it and leaves other feeds alone', async () => {
    await service.import('opensensemap', fixture('boxes.csv'), { feed: 'other' })
    await service.import('sensorthings', fixture('things.json'))
    await service.import('sensorthings', fixture('things-later.json'))
    const ids = (await stationsOf(service)).map(({ id }) => id).sort()
    expect(ids).toEqual(['other:b1', 'other:b2', 'other:b3', 'test:z'])
  })

  test.each([
    ['sensorthings', 'boxes.csv', 'FORMAT_UNRECOGNIZED'],
    ['sensorthings', 'not-things.json', 'FORMAT_UNRECOGNIZED'],
    ['sensorthings', 'all-bad-things.json', 'IMPORT_EMPTY'],
    ['opensensemap', 'things.json', 'FORMAT_UNRECOGNIZED'],
    ['sensorthings', 'missing.json', 'SOURCE_UNAVAILABLE'],
    ['gtfs', 'boxes.csv', 'FORMAT_UNKNOWN'],
  ])('as %s of %s is refused with %s and changes nothing', async (format, file, code) => {
    await service.import('sensorthings', fixture('things-later.json'))
    await expect(service.import(format, fixture(file))).rejects.toMatchObject({ code })
    expect((await stationsOf(service)).map(({ id }) => id)).toEqual(['test:z'])
  })

  test('is seen by readers only when it is whole', async () => {
    await service.import('sensorthings', fixture('things-later.json'))
    const seen: number[] = []
    const importing = service.import('opensensemap', fixture('boxes.csv')).then(() => 'done')
    while ((await Promise.race([importing, Promise.resolve('working')])) === 'working') {
      seen.push((await stationsOf(service)).length)
    }
    seen.push((await stationsOf(service)).length)
    // The old feed had one station, the new one has three.
    expect([...new Set(seen)].filter((count) => count !== 1 && count !== 3)).toEqual([])
    expect(seen.at(-1)).toBe(3)
  })

  describeWithRealFiles('of the real files', () => {
    test('takes every openSenseMap box and reports those at 0/0', async () => {
      const report = await service.import('opensensemap', `${realFolder}opensensemap-devices.csv`)
      expect({ written: report.written, skipped: report.skipped, doubtful: report.doubtful }).toEqual({
        written: { 'climate.station': 1299 },
        skipped: 0,
        doubtful: 116,
      })
    })

    test('takes the Hamburg answer although an id and its selfLink disagree', async () => {
      const report = await service.import('sensorthings', `${realFolder}sensorthings-hamburg.json`)
      expect(report.written).toEqual({
        'climate.station': 1,
        'climate.datastream': 8,
        'climate.observation': 8,
      })
      expect(report.skipped).toBe(0)
      expect(report.warnings[0]?.reason).toBe('@iot.id is 228, its selfLink says 227; @iot.id counts')
      const [station] = await stationsOf(service)
      expect(station?.location?.lat).toBeCloseTo(53.4756, 3)
      expect(station?.datastreams.map(({ latest }) => latest?.value)).toContain(-358)
    })
  })
})
