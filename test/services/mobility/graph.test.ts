import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { exampleInitiatives } from '../../../platform/service/example-ids.js'
import { districts } from '../../../platform/town/districts.js'
import { mobility } from '../../../services/mobility/service.js'
import { type RunningService, startService } from '../../kit/service.js'

let service: RunningService

beforeAll(async () => {
  service = await startService(mobility, { now: new Date('2026-11-23T07:00:00Z'), example: true })
})
afterAll(() => service.stop())

const districtIds = districts.map(({ id }) => id)

const partOfDistrict = (first: number) => `
  id
  stops(first: ${first}) {
    totalCount edges { node { name wheelchairBoarding departures(first: ${first}) { line headsign at route { kind } } } }
  }
  sharingStations(first: ${first}) { edges { node { name vehiclesAvailable reportedAt } } }`

interface District {
  id: string
  stops: {
    totalCount: number
    edges: { node: { name: string; departures: { line: string; at: string }[] } }[]
  }
  sharingStations: { edges: { node: { name: string; vehiclesAvailable: number } }[] }
}

async function askDistricts(ids: readonly string[], first: number): Promise<District[]> {
  return (await service.entities('District', ids, partOfDistrict(first))) as unknown as District[]
}

describe('The example content', () => {
  test.each([
    '2026-01-01T12:00:00Z',
    '2026-11-23T07:00:00Z',
    '2028-02-29T23:30:00Z',
    '2030-12-31T22:59:00Z',
    '2035-12-25T03:00:00Z',
  ])('answers for every district at %s', async (now) => {
    service.setNow(new Date(now))
    for (const district of await askDistricts(districtIds, 3)) {
      expect(district.stops.edges.length).toBeGreaterThan(0)
      expect(district.sharingStations.edges.length).toBeGreaterThan(0)
      for (const { node } of district.stops.edges) {
        expect({ ...node, departures: node.departures.length }).toMatchObject({ departures: 3 })
        expect(new Date(node.departures[0]?.at ?? '').getTime()).toBeGreaterThanOrEqual(Date.parse(now))
      }
    }
    service.setNow(new Date('2026-11-23T07:00:00Z'))
  })

  test('stands in the order of names, a station once', async () => {
    const [erkelenz] = await askDistricts(['05370004-01'], 10)
    expect(erkelenz?.stops.edges.map(({ node }) => node.name)).toEqual([
      'Erkelenz Bahnhof (Beispiel)',
      'Erkelenz Markt (Beispiel)',
      'Erkelenz Schulring (Beispiel)',
    ])
  })

  test('has a night taxi that must be ordered, on the nights of weekends', async () => {
    const answer = await service.query(
      `{ stop(id: "example-village-bus:keyenberg-schule") { departures(first: 100, at: "2026-11-27T22:00:00Z") { line onRequest at } }
         bahnhof: stop(id: "example-village-bus:erkelenz-bahnhof") {
           departures(first: 100, at: "2026-11-27T22:00:00Z") { line onRequest at platform } } }`,
    )
    const { bahnhof } = answer.data as unknown as { bahnhof: { departures: Record<string, unknown>[] } }
    expect(bahnhof.departures.filter(({ onRequest }) => onRequest)[0]).toEqual({
      line: 'N1 (Beispiel)',
      onRequest: true,
      at: '2026-11-27T23:30:00.000Z',
      platform: '1',
    })
  })

  test('belongs to its initiatives', async () => {
    const answer = await service.entities(
      'Initiative',
      [exampleInitiatives.villageBus, exampleInitiatives.bicyclesForAll, 'ini-unknown'],
      'routes { totalCount edges { node { line } } } sharingStations(first: 1) { totalCount edges { node { name } } }',
    )
    expect(answer).toEqual([
      {
        routes: {
          totalCount: 3,
          edges: ['D1 (Beispiel)', 'D2 (Beispiel)', 'N1 (Beispiel)'].map((line) => ({ node: { line } })),
        },
        sharingStations: { totalCount: 0, edges: [] },
      },
      {
        routes: { totalCount: 0, edges: [] },
        sharingStations: { totalCount: 12, edges: [{ node: { name: 'Erkelenz Bahnhof (Beispiel)' } }] },
      },
      { routes: { totalCount: 0, edges: [] }, sharingStations: { totalCount: 0, edges: [] } },
    ])
  })
})

describe('A district page', () => {
  async function statementsOf(ids: readonly string[], first: number): Promise<number> {
    const before = service.statements.length
    await askDistricts(ids, first)
    return service.statements.length - before
  }

  test('costs 5 statements, however many districts, stops and departures', async () => {
    const counts = [
      await statementsOf(['05370004-01'], 1),
      await statementsOf(['05370004-01'], 10),
      await statementsOf(districtIds, 1),
      await statementsOf(districtIds, 10),
    ]
    expect(counts).toEqual([5, 5, 5, 5])
  })
})

describe('Stops', () => {
  const names = (answer: { data: unknown }, field: string) =>
    (answer.data as Record<string, { edges: { node: { name: string } }[] }>)[field]?.edges.map(
      ({ node }) => node.name,
    )

  test('are found by words of their names, in any order and case', async () => {
    const found = await service.query('{ stops(text: "markt  ERK") { totalCount edges { node { name } } } }')
    expect(names(found, 'stops')).toEqual(['Erkelenz Markt (Beispiel)'])
    const none = await service.query('{ stops(text: "100%") { edges { node { name } } } }')
    expect(names(none, 'stops')).toEqual([])
  })

  test('near a place come by distance, page by page', async () => {
    const near = 'near: { lat: 51.0795, lon: 6.3153, radius: 1000 }'
    const query = `query ($after: String) {
      stops(first: 2, after: $after, ${near}) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }`
    const first = await service.query(query)
    expect(names(first, 'stops')).toEqual(['Erkelenz Markt (Beispiel)', 'Erkelenz Bahnhof (Beispiel)'])
    const { pageInfo, totalCount } = (
      first.data as unknown as { stops: { pageInfo: { endCursor: string }; totalCount: number } }
    ).stops
    expect({ ...pageInfo, totalCount }).toMatchObject({ hasNextPage: true, totalCount: 3 })
    const second = await service.query(query, { after: pageInfo.endCursor })
    expect(names(second, 'stops')).toEqual(['Erkelenz Schulring (Beispiel)'])
  })

  test('of sharing systems near a place come by distance', async () => {
    const found = await service.query(
      '{ sharingStations(near: { lat: 51.0802, lon: 6.3178, radius: 500 }) { edges { node { name } } } }',
    )
    expect(names(found, 'sharingStations')).toEqual([
      'Erkelenz Bahnhof (Beispiel)',
      'Erkelenz Markt (Beispiel)',
    ])
  })
})

describe('Routes', () => {
  test('are found by kind and by words of their names', async () => {
    const answer = await service.query(
      '{ taxi: routes(kind: TAXI) { edges { node { id } } } text: routes(text: "lövenich d2") { edges { node { id } } } }',
    )
    expect(answer.data).toEqual({
      taxi: { edges: [{ node: { id: 'example-village-bus:n1' } }] },
      text: { edges: [{ node: { id: 'example-village-bus:d2' } }] },
    })
  })

  test('are resolved by reference, in the order asked, null where there is none', async () => {
    expect(
      await service.entities(
        'Route',
        ['example-village-bus:d2', 'nothing', 'example-village-bus:d1'],
        'shortName',
      ),
    ).toEqual([{ shortName: 'D2 (Beispiel)' }, null, { shortName: 'D1 (Beispiel)' }])
    expect(
      await service.entities('SharingStation', ['nothing', 'example-bicycles:loevenich-markt'], 'name'),
    ).toEqual([null, { name: 'Lövenich Markt (Beispiel)' }])
  })
})

test('The migrations make what the entities declare', async () => {
  expect(await service.database.orm.schema.getUpdateSchemaSQL()).toBe('')
})
