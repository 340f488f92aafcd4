import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { mobility } from '../../../services/mobility/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { feedFolder, removeFeedFolders } from './kit/feed-folder.js'

let service: RunningService

beforeAll(async () => {
  service = await startService(mobility, { now: new Date('2026-06-01T05:00:00Z') })
})
afterEach(removeFeedFolders)
afterAll(() => service.stop())

const stationsFile = (stations: unknown) => JSON.stringify({ version: '3.0', data: { stations } })
const markt = { station_id: '1', name: 'Markt', lat: 51.0795, lon: 6.3153 }
const marktStatus = {
  station_id: '1',
  num_bikes_available: 3,
  last_reported: 1_609_866_125,
  is_renting: true,
}

async function importFeed(information: unknown, status?: unknown) {
  const folder = await feedFolder({
    'station_information.json': stationsFile(information),
    'station_status.json': status === undefined ? null : stationsFile(status),
  })
  return service.import('gbfs', folder)
}

const fields = 'name capacity vehiclesAvailable docksAvailable isRenting reportedAt'

async function stations(selection = fields): Promise<unknown[]> {
  const answer = await service.query(`{ sharingStations { edges { node { ${selection} } } } }`)
  expect(answer.errors).toBeUndefined()
  const { sharingStations } = answer.data as unknown as { sharingStations: { edges: { node: unknown }[] } }
  return sharingStations.edges.map(({ node }) => node)
}

describe('A GBFS system', () => {
  test('of version 2.3 counts bikes and POSIX seconds', async () => {
    const report = await importFeed(
      [{ ...markt, capacity: 8 }],
      [{ ...marktStatus, num_docks_available: 5, is_renting: 1 }],
    )
    expect(report).toMatchObject({ written: { 'mobility.sharing_station': 1 }, skipped: 0, doubtful: 0 })
    expect(await stations()).toEqual([
      {
        name: 'Markt',
        capacity: 8,
        vehiclesAvailable: 3,
        docksAvailable: 5,
        isRenting: true,
        reportedAt: '2021-01-05T17:02:05.000Z',
      },
    ])
  })

  test('of version 3.0 counts vehicles and names stations in several languages', async () => {
    await importFeed(
      [
        {
          ...markt,
          name: [
            { text: 'Market', language: 'en-GB' },
            { text: 'Marktplatz', language: 'de' },
          ],
        },
      ],
      [
        {
          station_id: '1',
          num_vehicles_available: 2,
          last_reported: '2026-05-31T20:15:00+02:00',
          is_renting: false,
        },
      ],
    )
    expect(
      await stations(
        'name en: name(lang: EN) easy: name(lang: DE_EASY) untranslated(lang: DE_EASY) reportedAt isRenting',
      ),
    ).toEqual([
      {
        name: 'Marktplatz',
        en: 'Market',
        easy: 'Marktplatz',
        untranslated: ['name'],
        reportedAt: '2026-05-31T18:15:00.000Z',
        isRenting: false,
      },
    ])
  })

  test('without station_status has stations without numbers', async () => {
    const report = await importFeed([markt])
    expect(report).toMatchObject({ skipped: 0, doubtful: 0 })
    expect(await stations()).toEqual([
      {
        name: 'Markt',
        capacity: null,
        vehiclesAvailable: null,
        docksAvailable: null,
        isRenting: null,
        reportedAt: null,
      },
    ])
  })

  test('replaces what an earlier import of it brought', async () => {
    await importFeed([markt, { ...markt, station_id: '2', name: 'Bahnhof' }])
    await importFeed([{ ...markt, name: 'Neumarkt' }])
    expect(await stations('name')).toEqual([{ name: 'Neumarkt' }])
  })

  test('places a station by its address, else by its position', async () => {
    await importFeed([
      { station_id: '1', name: 'A', lat: 51.0478, lon: 6.4056 },
      { station_id: '2', name: 'B', address: 'Hauptstraße 1, 41812 Erkelenz-Golkrath' },
      { station_id: '3', name: 'C', lat: 50, lon: 8 },
    ])
    expect(await stations('name location { lat } district { id }')).toEqual([
      { name: 'A', location: { lat: 51.0478 }, district: { id: '05370004-09' } },
      { name: 'B', location: null, district: { id: '05370004-04' } },
      { name: 'C', location: { lat: 50 }, district: null },
    ])
  })
})

describe('A doubtful record', () => {
  test.each([
    ['a status of no station', [markt], [marktStatus, { ...marktStatus, station_id: 'x' }], /status of x/],
    ['a report from 1970', [markt], [{ ...marktStatus, last_reported: 86_400 }], /no plausible moment/],
    ['a report in milliseconds', [markt], [{ ...marktStatus, last_reported: 1.6e12 }], /no plausible moment/],
    ['a report at no time', [markt], [{ ...marktStatus, last_reported: 'yesterday' }], /no plausible moment/],
    ['a station at 0/0', [{ ...markt, lat: 0, lon: 0 }], [marktStatus], /no usable position/],
    ['a station at latitude 95', [{ ...markt, lat: 95 }], [marktStatus], /no usable position/],
  ])('is kept with a warning: %s', async (_, information, status, reason) => {
    const report = await importFeed(information, status)
    expect(report).toMatchObject({ skipped: 0, warnings: [{ reason: expect.stringMatching(reason) }] })
    expect(await stations('name vehiclesAvailable')).toEqual([{ name: 'Markt', vehiclesAvailable: 3 }])
  })
})

describe('A bad record', () => {
  test.each([
    ['no object', 7],
    ['no id', { name: 'A', lat: 51, lon: 6 }],
    ['no name', { station_id: '2', lat: 51, lon: 6 }],
    ['an empty list of names', { ...markt, station_id: '2', name: [] }],
    ['a name with NUL', { ...markt, station_id: '2', name: 'A\0' }],
    ['half a character as name', { ...markt, station_id: '2', name: '\ud800' }],
    ['the id of another', markt],
    ['a huge capacity', { ...markt, station_id: '2', capacity: 1e15 }],
    ['a negative capacity', { ...markt, station_id: '2', capacity: -1 }],
    ['a text as capacity', { ...markt, station_id: '2', capacity: 'many' }],
  ])('among the stations is skipped: %s', async (_, bad) => {
    const report = await importFeed([markt, bad])
    expect(report.problems).toHaveLength(1)
    expect(report.problems[0]?.location).toMatch(/^station_information\.json, station 2/)
    expect(await stations('name')).toEqual([{ name: 'Markt' }])
  })

  test.each([
    ['the id of another', marktStatus],
    ['no id', { num_bikes_available: 1 }],
    ['a huge number', { station_id: '2', num_bikes_available: 1e300 }],
    ['half a bicycle', { station_id: '2', num_bikes_available: 0.5 }],
    ['a text', { station_id: '2', is_renting: 'yes' }],
  ])('among the statuses is skipped: %s', async (_, bad) => {
    const report = await importFeed([markt], [marktStatus, bad])
    expect(report.problems).toHaveLength(1)
    expect(report.problems[0]?.location).toMatch(/^station_status\.json, station 2/)
    expect(await stations('vehiclesAvailable')).toEqual([{ vehiclesAvailable: 3 }])
  })
})

describe('What is no GBFS system', () => {
  test.each([
    ['an empty folder', {}],
    ['only a gbfs.json, whose addresses are not asked', { 'gbfs.json': '{"data":{"feeds":[]}}' }],
    ['something else than JSON', { 'station_information.json': '<html>' }],
    ['JSON without stations', { 'station_information.json': '{"data":{"bikes":[]}}' }],
    ['a bare list', { 'station_information.json': JSON.stringify([markt]) }],
    [
      'statuses that are none',
      { 'station_information.json': stationsFile([markt]), 'station_status.json': '{"error":"busy"}' },
    ],
  ])('changes nothing: %s', async (_, files) => {
    await importFeed([markt])
    await expect(service.import('gbfs', await feedFolder(files))).rejects.toMatchObject({
      code: 'FORMAT_UNRECOGNIZED',
    })
    expect(await stations('name')).toEqual([{ name: 'Markt' }])
  })
})

describe('The address of a gbfs.json', () => {
  let server: Server
  let address: string
  let documents: Record<string, unknown>
  let asked: string[]

  beforeAll(async () => {
    server = createServer((request, response) => {
      const document = documents[request.url ?? '']
      asked.push(request.url ?? '')
      response.statusCode = document === undefined ? 404 : 200
      response.end(JSON.stringify(document))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((closed) => server.close(closed)))

  const importAddress = () => service.import('gbfs', `${address}/gbfs.json`, { privateAddresses: true })
  const feed = (name: string, path = name) => ({ name, url: `${address}/${path}` })
  const named = (name: unknown) => ({ data: { stations: [{ ...markt, name }] } })

  test('leads to the files of version 3.0', async () => {
    asked = []
    documents = {
      '/gbfs.json': {
        data: { feeds: ['system_information', 'station_information', 'station_status'].map((n) => feed(n)) },
      },
      '/station_information': named([{ text: 'Markt', language: 'de' }]),
      '/station_status': { data: { stations: [marktStatus] } },
    }
    expect(await importAddress()).toMatchObject({ skipped: 0, doubtful: 0 })
    expect(await stations('name vehiclesAvailable')).toEqual([{ name: 'Markt', vehiclesAvailable: 3 }])
    expect(asked.toSorted()).toEqual(['/gbfs.json', '/station_information', '/station_status'])
  })

  test('leads to the files of each language of version 2.3', async () => {
    asked = []
    documents = {
      '/gbfs.json': {
        data: {
          en: { feeds: [feed('station_information', 'en'), feed('station_status')] },
          de: { feeds: [feed('station_information', 'de'), feed('station_status')] },
        },
      },
      '/en': named('Market'),
      '/de': named('Markt'),
      '/station_status': { data: { stations: [marktStatus] } },
    }
    await importAddress()
    expect(await stations('name en: name(lang: EN) vehiclesAvailable')).toEqual([
      { name: 'Markt', en: 'Market', vehiclesAvailable: 3 },
    ])
    expect(asked.toSorted()).toEqual(['/de', '/en', '/gbfs.json', '/station_status'])
  })

  test.each([
    ['a system without stations', { data: { feeds: [] } }, 'FORMAT_UNRECOGNIZED'],
    ['something else', { hello: 'world' }, 'FORMAT_UNRECOGNIZED'],
    [
      'files that are not there',
      { data: { feeds: [{ name: 'station_information', url: '/gone' }] } },
      'SOURCE_UNAVAILABLE',
    ],
    [
      'an address outside of the web',
      { data: { feeds: [{ name: 'station_information', url: 'ftp://example.org/x' }] } },
      'SOURCE_UNAVAILABLE',
    ],
  ])('that leads to %s changes nothing', async (_, document, code) => {
    await importFeed([markt])
    documents = { '/gbfs.json': document }
    await expect(importAddress()).rejects.toMatchObject({ code })
    expect(await stations('name')).toEqual([{ name: 'Markt' }])
  })
})
