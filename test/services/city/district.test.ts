import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { districts } from '../../../platform/town/districts.js'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, now, refusalOf } from './kit.js'

const districtIds = districts.map(({ id }) => id)
const partOfPage = (first: number) => `
  name population { residents asOf source } places { name location { lat lon } }
  initiatives(first: ${first}) { totalCount edges { node {
    id title field status organization { name } analogAccess { kind value hours } } } }`

interface DistrictAnswer {
  name: string
  population: { residents: number; asOf: string; source: string }
  places: { name: string; location: { lat: number; lon: number } | null; source: string }[]
  initiatives: {
    totalCount: number
    edges: { node: { id: string; status: string; organization: { name: string }; analogAccess: unknown[] } }[]
  }
}

describe('without example content', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(city, { now })
  })
  afterAll(() => service.stop())

  test('the nine districts are there, with their residents and places as the sources give them', async () => {
    const data = await answerTo<{ districts: (DistrictAnswer & { id: string })[] }>(
      service,
      '{ districts { id name population { residents asOf source } places { name source location { lat lon } } } }',
    )
    expect(data.districts).toEqual(
      districts.map(({ id, name, residents, residentsAsOf, residentsSource, places }) => ({
        id,
        name,
        population: { residents, asOf: residentsAsOf, source: residentsSource },
        places: places.map((place) => ({
          name: place.name,
          source: place.source,
          location: place.lat === null ? null : { lat: place.lat, lon: place.lon },
        })),
      })),
    )
  })

  test('a district has an empty list of initiatives', async () => {
    const [district] = await service.entities(
      'District',
      ['05370004-01'],
      'initiatives { totalCount edges { node { id } } }',
    )
    expect(district).toEqual({ initiatives: { totalCount: 0, edges: [] } })
  })

  test('a district that does not exist is null, by id and by reference', async () => {
    expect(await answerTo(service, '{ district(id: "05370004-10") { name } }')).toEqual({ district: null })
    expect(await service.entities('District', ['05370004-10', '05370004-02'], 'name')).toEqual([
      null,
      { name: 'Gerderath' },
    ])
  })
})

describe('the district page', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(city, { now, example: true })
  })
  afterAll(() => service.stop())

  test('shows a district with its initiatives, who stands behind them, and the analog way in', async () => {
    const data = await answerTo<{ district: DistrictAnswer }>(
      service,
      `query ($id: ID!) { district(id: $id) { ${partOfPage(1)} } }`,
      { id: '05370004-05' },
    )
    expect(data.district).toEqual({
      name: 'Granterath/Hetzerath',
      population: {
        residents: 3420,
        asOf: '2021',
        source: 'erkelenz.de, Gliederung der Stadt (Einwohner je Stadtbezirk, 2021)',
      },
      places: [
        { name: 'Granterath', location: { lat: 51.055, lon: 6.2947 } },
        { name: 'Hetzerath', location: { lat: 51.0581, lon: 6.2725 } },
      ],
      initiatives: {
        totalCount: 4,
        edges: [
          {
            node: {
              id: 'ini-dorfbus',
              title: 'Dorfbus auf Zuruf (Beispiel)',
              field: 'MOBILITY',
              status: 'PUBLISHED',
              organization: { name: 'Radkreis Börde e.V. (Beispiel)' },
              analogAccess: [
                {
                  kind: 'PHONE',
                  value: '030 23125 202 (Beispiel)',
                  hours: 'Montag bis Donnerstag 9–17 Uhr, Freitag 9–13 Uhr',
                },
                {
                  kind: 'POST',
                  value: 'Dorfbus, Postfach 0000, 41812 Erkelenz (Beispiel)',
                  hours: 'jederzeit',
                },
              ],
            },
          },
        ],
      },
    })
  })

  test('has three published initiatives or more for every district, each with an analog way in', async () => {
    const answers = (await service.entities(
      'District',
      districtIds,
      partOfPage(5),
    )) as unknown as DistrictAnswer[]
    for (const { name, initiatives } of answers) {
      expect({ name, enough: initiatives.totalCount >= 3 }).toEqual({ name, enough: true })
      for (const { node } of initiatives.edges) {
        expect(node.status).toBe('PUBLISHED')
        expect(node.analogAccess.length).toBeGreaterThan(0)
        expect(node.organization.name).not.toBe('')
      }
    }
  })

  test('costs four statements, for one district as for nine, for one initiative as for ten', async () => {
    const countFor = async (ids: readonly string[], first: number) => {
      const before = service.statements.length
      await service.entities('District', ids, partOfPage(first))
      return service.statements.length - before
    }
    expect(await countFor(districtIds.slice(0, 1), 1)).toBe(4)
    expect(await countFor(districtIds.slice(0, 1), 10)).toBe(4)
    expect(await countFor(districtIds, 1)).toBe(4)
    expect(await countFor(districtIds, 10)).toBe(4)
  })

  test('filters and pages the initiatives of a district', async () => {
    const [filtered, , second] = (await Promise.all([
      service.entities(
        'District',
        ['05370004-01'],
        'initiatives(filter: { field: EDUCATION }) { totalCount edges { node { id } } }',
      ),
      service.entities(
        'District',
        ['05370004-01'],
        'initiatives(filter: { text: "Fahrrad" }) { edges { node { id } } }',
      ),
      service.entities(
        'District',
        ['05370004-01'],
        'initiatives(filter: { status: [ENDED] }) { edges { node { id } } }',
      ),
    ])) as unknown as { initiatives: { totalCount?: number; edges: { node: { id: string } }[] } }[][]
    expect(filtered?.[0]?.initiatives).toEqual({
      totalCount: 2,
      edges: [{ node: { id: 'ini-digitallotsen' } }, { node: { id: 'ini-lernwerkstatt' } }],
    })
    expect(second?.[0]?.initiatives.edges).toEqual([{ node: { id: 'ini-stadtradeln-2025' } }])
  })

  test('walks through the initiatives of a district and meets each once', async () => {
    const walked: string[] = []
    let after: string | null = null
    do {
      const data: {
        district: {
          initiatives: {
            edges: { node: { id: string } }[]
            pageInfo: { hasNextPage: boolean; endCursor: string }
          }
        }
      } = await answerTo(
        service,
        `query ($after: String) { district(id: "05370004-01") { initiatives(first: 2, after: $after) {
          edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
        { after },
      )
      const { edges, pageInfo } = data.district.initiatives
      walked.push(...edges.map(({ node }) => node.id))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after !== null)
    expect(walked).toEqual([
      'ini-digitallotsen',
      'ini-fahrraeder-fuer-alle',
      'ini-gesundheitskiosk',
      'ini-klimastationen',
      'ini-lernwerkstatt',
      'ini-reparaturcafe',
    ])
  })

  test('refuses a page that is too long and a cursor that is none', async () => {
    const ask = (args: string) =>
      refusalOf(service, `{ district(id: "05370004-01") { initiatives(${args}) { edges { cursor } } } }`)
    expect(await ask('first: 101')).toEqual({
      code: 'BAD_USER_INPUT',
      message: '"first" is 101; ask for 1 to 100.',
    })
    expect(await ask('first: 1, after: "x"')).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})
