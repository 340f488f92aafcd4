import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { districts } from '../../../platform/town/districts.js'
import { health } from '../../../services/health/service.js'
import { type RunningService, startService } from '../../kit/service.js'

const now = new Date('2026-11-23T07:00:00Z')
const districtIds = districts.map(({ id }) => id)

interface ServiceNode {
  name: string
  specialties: string[]
  site: { name: string; address: string } | null
}

interface ServiceList {
  totalCount: number
  edges: { node: ServiceNode; cursor: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

let service: RunningService
beforeAll(async () => {
  service = await startService(health, { now, example: true })
})
afterAll(() => service.stop())

async function namesOf(args: string): Promise<string[]> {
  const { data, errors } = await service.query(`{ healthServices(${args}) { edges { node { name } } } }`)
  expect(errors).toBeUndefined()
  const { healthServices } = data as unknown as { healthServices: ServiceList }
  return healthServices.edges.map(({ node }) => node.name)
}

describe('the tables', () => {})

describe('a district', () => {
  test('shows services with specialties and an address, in each of the nine', async () => {
    const answers = await service.entities(
      'District',
      districtIds,
      'id healthServices(first: 3) { edges { node { name specialties site { name address } } } }',
    )
    const found = answers as unknown as { id: string; healthServices: ServiceList }[]
    expect(found.map(({ id }) => id)).toEqual(districtIds)
    for (const { healthServices } of found) {
      expect(healthServices.edges.length).toBeGreaterThanOrEqual(2)
      for (const { node } of healthServices.edges) {
        expect(node.name).toContain('(Beispiel)')
        expect(node.specialties).not.toEqual([])
        expect(node.site?.address).toContain('41812 Erkelenz')
      }
    }
  })

  test('finds Golkrath by its name in the address, for it has no known position', async () => {
    const [golkrath] = await service.entities(
      'District',
      ['05370004-04'],
      'healthServices { edges { node { name site { location { lat } district { id } } district { id } } } }',
    )
    const { healthServices } = golkrath as unknown as { healthServices: ServiceList }
    const nodes = healthServices.edges.map(({ node }) => node)
    expect(nodes.map(({ name }) => name)).toContain('Pflegeberatung im Dorf (Beispiel)')
    for (const node of nodes) {
      expect(node).toMatchObject({
        site: { location: null, district: { id: '05370004-04' } },
        district: { id: '05370004-04' },
      })
    }
  })

  test('narrows its services to a specialty in any case, or to a text', async () => {
    const [district] = await service.entities(
      'District',
      ['05370004-06'],
      'teeth: healthServices(specialty: "ZAHNMEDIZIN") { totalCount edges { node { name } } } text: healthServices(text: "apotheke") { totalCount edges { node { name } } }',
    )
    expect(district).toEqual({
      teeth: { totalCount: 1, edges: [{ node: { name: 'Zahnarztpraxis Lövenich (Beispiel)' } }] },
      text: { totalCount: 1, edges: [{ node: { name: 'Dorf-Apotheke Lövenich (Beispiel)' } }] },
    })
  })

  test('costs as many statements for nine of them and ten services each as for one of each', async () => {
    const costOf = async (ids: readonly string[], first: number) => {
      const before = service.statements.length
      await service.entities(
        'District',
        ids,
        `healthServices(first: ${first}) { edges { node { name specialties site { name address services(first: ${first}) { edges { node { name } } } } } } }`,
      )
      return service.statements.length - before
    }
    const least = await costOf(districtIds.slice(0, 1), 1)
    expect(least).toBe(3)
    expect(await costOf(districtIds.slice(0, 1), 10)).toBe(least)
    expect(await costOf(districtIds, 10)).toBe(least)
  })
})

describe('an initiative', () => {
  test('shows the services of the feeds that belong to it', async () => {
    const answers = await service.entities(
      'Initiative',
      ['ini-gesundheitskiosk', 'ini-bewegungstreff', 'ini-dorfbus'],
      'healthServices { totalCount edges { node { name provider } } }',
    )
    const provider = 'Gesundnetz Erkelenzer Land (Beispiel)'
    expect(answers).toEqual([
      {
        healthServices: {
          totalCount: 2,
          edges: [
            { node: { name: 'Gesundheitskiosk am Markt (Beispiel)', provider } },
            { node: { name: 'Rollender Gesundheitskiosk Golkrath (Beispiel)', provider } },
          ],
        },
      },
      {
        healthServices: {
          totalCount: 1,
          edges: [{ node: { name: 'Bewegungstreff im Stadtpark (Beispiel)', provider } }],
        },
      },
      { healthServices: { totalCount: 0, edges: [] } },
    ])
  })
})

describe('the list of services', () => {
  test('is walked page by page, each service once, in one order', async () => {
    const met: string[] = []
    let after: string | null = null
    for (let pages = 0; pages < 20; pages++) {
      const { data } = await service.query(
        'query ($after: String) { healthServices(first: 4, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )
      const { healthServices } = data as unknown as { healthServices: ServiceList }
      met.push(...healthServices.edges.map(({ node }) => (node as unknown as { id: string }).id))
      after = healthServices.pageInfo.endCursor
      if (!healthServices.pageInfo.hasNextPage) {
        expect(new Set(met).size).toBe(healthServices.totalCount)
        expect(met).toHaveLength(healthServices.totalCount)
        return
      }
    }
    throw new Error('The list does not end')
  })

  test.each([
    ['another form of the word', 'Apotheken', 'Mauritius-Apotheke (Beispiel)'],
    ['another typo', 'Apoteke', 'Mauritius-Apotheke (Beispiel)'],
    ['a typo', 'Zahnartz', 'Zahnarztpraxis Mühlenfeld (Beispiel)'],
    ['the beginning of a compound', 'Pflege Holzweiler', 'Tagespflege Holzweiler (Beispiel)'],
    ['a specialty', 'sucht beratung', 'Suchtberatung Lichtblick (Beispiel)'],
    ['the provider', 'hebamme sonnenblume', 'Hebammensprechstunde Gerderath (Beispiel)'],
  ])('finds a service by %s', async (_, text, name) => {
    expect(await namesOf(`text: ${JSON.stringify(text)}`)).toContain(name)
  })

  test('finds nothing for a word that no service has', async () => {
    expect(await namesOf('text: "Raumfahrt"')).toEqual([])
  })

  test('takes no filter for one that is null', async () => {
    expect(await namesOf('first: 100, text: null, specialty: null')).toEqual(await namesOf('first: 100'))
  })

  test('shows what is offered near a point', async () => {
    expect(await namesOf('near: { lat: 51.0904, lon: 6.3741, radius: 300 }')).toEqual([
      'Physiotherapie Venrath (Beispiel)',
    ])
  })

  test.each([
    ['a text that is too long', `text: "${'a'.repeat(201)}"`],
    ['an empty text', 'text: ""'],
    ['a text without a word', 'text: "?!"'],
    ['a specialty with a control character', 'specialty: "a\\u0000"'],
    ['a page that is too large', 'first: 101'],
    ['a cursor of another list', 'after: "bm9uZQ"'],
    ['a circle off the earth', 'near: { lat: 91, lon: 0 }'],
  ])('refuses %s', async (_, args) => {
    const { data, errors } = await service.query(`{ healthServices(${args}) { totalCount } }`)
    expect(data).toEqual({ healthServices: null })
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('one service and one site', () => {
  test('are found by id, with each other', async () => {
    const { data } = await service.query(`{
      healthService(id: "example-health-services:apotheke-loevenich") {
        name categories characteristics phone webAddress active appointmentRequired availabilityExceptions
        openingHours { day opens closes allDay }
        site { id }
      }
      healthSite(id: "example-health-services:loevenich-dorfplatz") {
        name address location { lat lon } phone services(first: 2) { totalCount edges { node { name } } }
      }
      nobody: healthService(id: "nobody") { name }
    }`)
    const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']
    expect(data).toMatchObject({
      healthService: {
        name: 'Dorf-Apotheke Lövenich (Beispiel)',
        categories: ['Offizin-Apotheke'],
        characteristics: ['Barrierefrei', 'Parkmöglichkeit'],
        webAddress: null,
        active: true,
        appointmentRequired: false,
        openingHours: [
          ...weekdays.map((day) => ({ day, opens: '08:30', closes: '18:30', allDay: false })),
          { day: 'SATURDAY', opens: '08:30', closes: '13:00', allDay: false },
        ],
        site: { id: 'example-health-services:loevenich-dorfplatz' },
      },
      healthSite: {
        name: 'Gesundheitshaus Lövenich (Beispiel)',
        address: 'Musterdorfplatz 2, 41812 Erkelenz-Lövenich',
        location: { lat: 51.0332, lon: 6.3235 },
        services: { totalCount: 3, edges: [{}, {}] },
      },
      nobody: null,
    })
  })
})
