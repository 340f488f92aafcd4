import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { answerTo, idsOf, now, walk } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

describe('municipal services', () => {
  const services = async (filter: Record<string, unknown>) =>
    (await idsOf(service, 'municipalServices', 'MunicipalServiceFilter', filter)).ids

  test('all have a digital and an analog way in', async () => {
    const data = await answerTo<{
      municipalServices: {
        totalCount: number
        edges: { node: { digitalAccess: { how: string }; analogAccess: unknown[] } }[]
      }
    }>(
      service,
      '{ municipalServices { totalCount edges { node { digitalAccess { webAddress how } analogAccess { kind value } } } } }',
    )
    expect(data.municipalServices.totalCount).toBe(10)
    for (const { node } of data.municipalServices.edges) {
      expect(node.digitalAccess.how).not.toBe('')
      expect(node.analogAccess.length).toBeGreaterThan(0)
    }
  })

  test('are filtered by life situations, of which one must fit', async () => {
    expect(await services({ lifeSituations: ['MOVING'] })).toEqual([
      'svc-schulanmeldung',
      'svc-sprechstunde-holzweiler',
      'svc-ummelden',
    ])
    expect(await services({ lifeSituations: ['BIRTH', 'BUSINESS'] })).toEqual([
      'svc-geburtsurkunde',
      'svc-gewerbe',
    ])
    expect(await services({ lifeSituations: [] })).toEqual([])
  })

  test('of a district are those of the district and those of the whole town', async () => {
    expect(await services({ district: '05370004-09' })).toHaveLength(10)
    expect(await services({ district: '05370004-01' })).toHaveLength(9)
    expect(await services({ district: '05370004-01' })).not.toContain('svc-sprechstunde-holzweiler')
  })

  test('are read one by one, in every language', async () => {
    const selection = `title(lang: DE_EASY) description(lang: EN) lifeSituations district { name }
      digitalAccess { webAddress how(lang: EN) untranslated(lang: DE_EASY) }
      analogAccess { kind value hours(lang: EN) } untranslated(lang: DE_EASY)`
    const expected = {
      title: 'Hilfe bei der Pflege (Beispiel)',
      description: 'What help there is when somebody needs care, and how to get it.',
      lifeSituations: ['CARE', 'AGEING', 'DISABILITY'],
      district: null,
      digitalAccess: {
        webAddress: null,
        how: 'A talk by video; an e-mail gives the appointment.',
        untranslated: [],
      },
      analogAccess: [
        {
          kind: 'PLACE',
          value: 'Bürgerbüro, Musterplatz 1, 41812 Erkelenz (Beispiel)',
          hours: 'Monday to Thursday, 9 am to 5 pm; Friday, 9 am to 1 pm',
        },
        {
          kind: 'PHONE',
          value: '030 23125 012 (Beispiel)',
          hours: 'Monday to Thursday, 9 am to 5 pm; Friday, 9 am to 1 pm',
        },
      ],
      untranslated: [],
    }
    expect(
      await answerTo(service, `{ municipalService(id: "svc-pflegeberatung") { ${selection} } }`),
    ).toEqual({
      municipalService: expected,
    })
    expect(await service.entities('MunicipalService', ['svc-pflegeberatung', 'none'], selection)).toEqual([
      expected,
      null,
    ])
  })
})

describe('organizations', () => {
  const organizations = async (filter: Record<string, unknown>) =>
    (await idsOf(service, 'organizations', 'OrganizationFilter', filter)).ids
  const all = [
    'org-gesundnetz',
    'org-klimawerk',
    'org-lernwerkstatt',
    'org-nachbarn',
    'org-radkreis',
    'org-town',
  ]

  test('are listed by name, also page by page', async () => {
    expect(await idsOf(service, 'organizations', 'OrganizationFilter')).toEqual({ ids: all, totalCount: 6 })
    expect(await walk(service, 'organizations', 'OrganizationFilter', { first: 4 })).toEqual(all)
  })

  test('are filtered by field, kind, district and text', async () => {
    expect(await organizations({ field: 'SOCIETY' })).toEqual([
      'org-lernwerkstatt',
      'org-nachbarn',
      'org-town',
    ])
    expect(await organizations({ kind: 'TOWN' })).toEqual(['org-town'])
    expect(await organizations({ district: '05370004-06' })).toEqual(['org-nachbarn'])
    expect(await organizations({ text: 'nachbarschaftshife' })).toEqual(['org-nachbarn'])
    expect(await organizations({ field: 'CLIMATE', kind: 'ASSOCIATION' })).toEqual(['org-radkreis'])
  })

  test('say what they do and offer', async () => {
    const selection = `name kind fields webAddress district { name } initiatives { totalCount edges { node { id } } }
      resources { totalCount edges { node { id } } }`
    const expected = {
      name: 'Radkreis Börde e.V. (Beispiel)',
      kind: 'ASSOCIATION',
      fields: ['MOBILITY', 'CLIMATE'],
      webAddress: 'https://radkreis.example/',
      district: { name: 'Schwanenberg' },
      initiatives: {
        totalCount: 2,
        edges: [{ node: { id: 'ini-dorfbus' } }, { node: { id: 'ini-fahrraeder-fuer-alle' } }],
      },
      resources: { totalCount: 1, edges: [{ node: { id: 'res-lastenrad' } }] },
    }
    expect(await answerTo(service, `{ organization(id: "org-radkreis") { ${selection} } }`)).toEqual({
      organization: expected,
    })
    expect(await service.entities('Organization', ['org-radkreis', 'none'], selection)).toEqual([
      expected,
      null,
    ])
  })

  test('cost as many statements for six as for two', async () => {
    const countFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(
        service,
        `query ($first: Int!) { organizations(first: $first) { totalCount edges { node { district { name }
          initiatives(first: 2) { totalCount edges { node { id } } } resources(first: 2) { edges { node { id } } } } } } }`,
        { first },
      )
      return service.statements.length - before
    }
    expect(await countFor(2)).toBe(6)
    expect(await countFor(6)).toBe(6)
  })
})

describe('resources', () => {
  const resources = async (filter: Record<string, unknown>) =>
    (await idsOf(service, 'resources', 'ResourceFilter', filter)).ids

  test('are listed by title, also page by page', async () => {
    const { ids, totalCount } = await idsOf(service, 'resources', 'ResourceFilter')
    expect(ids).toHaveLength(8)
    expect(totalCount).toBe(8)
    expect(await walk(service, 'resources', 'ResourceFilter', { first: 3 })).toEqual(ids)
  })

  test('are filtered by kind, district, place, day and text', async () => {
    expect(await resources({ kind: 'SPACE' })).toEqual(['res-schulraum', 'res-saal'])
    expect(await resources({ district: '05370004-01' })).toEqual(['res-saal', 'res-tablets'])
    expect(await resources({ near: { lat: 51.1, lon: 6.2667 } })).toEqual(['res-lastenrad'])
    expect(await resources({ validAt: '2028-01-01', kind: 'FUNDING' })).toEqual([])
    expect(await resources({ validAt: '2027-12-31', kind: 'FUNDING' })).toEqual(['res-foerdertopf'])
    expect(await resources({ validAt: '2025-01-01' })).toEqual(['res-datenschutz'])
    expect((await resources({ text: 'tablet' }))[0]).toBe('res-tablets')
  })

  test('say exactly how much there is', async () => {
    const selection = `title(lang: EN) untranslated(lang: DE_EASY) kind quantity { amount unit } splittable validFrom validTo
      location { lat lon } radius organization { id } district { id }`
    const data = await answerTo<{ money: unknown; bike: unknown }>(
      service,
      `{ money: resource(id: "res-datenschutz") { quantity { amount unit } }
         bike: resource(id: "res-lastenrad") { ${selection} } }`,
    )
    expect(data).toEqual({
      money: { quantity: { amount: '12.5', unit: 'HOURS' } },
      bike: {
        title: 'Cargo bike with trailer (example)',
        untranslated: ['title'],
        kind: 'VEHICLE',
        quantity: { amount: '2', unit: 'PIECES' },
        splittable: true,
        validFrom: '2026-04-01',
        validTo: null,
        location: { lat: 51.1, lon: 6.2667 },
        radius: 5000,
        organization: { id: 'org-radkreis' },
        district: { id: '05370004-03' },
      },
    })
    expect(await service.entities('Resource', ['res-lastenrad', 'none'], selection)).toEqual([
      data.bike,
      null,
    ])
  })
})

describe('needs', () => {
  const needs = async (filter: Record<string, unknown>) =>
    (await idsOf(service, 'needs', 'NeedFilter', filter)).ids

  test('are listed by title, also page by page', async () => {
    const { ids, totalCount } = await idsOf(service, 'needs', 'NeedFilter')
    expect(ids).toHaveLength(8)
    expect(totalCount).toBe(8)
    expect(await walk(service, 'needs', 'NeedFilter', { first: 3 })).toEqual(ids)
    expect(
      await walk(service, 'needs', 'NeedFilter', { first: 1, filter: { text: 'Beispiel' } }),
    ).toHaveLength(8)
  })

  test('are filtered by kind, field, district, place, day and text', async () => {
    expect(await needs({ kind: 'FUNDING' })).toEqual(['need-ersatzteile'])
    expect(await needs({ field: 'EDUCATION' })).toEqual(['need-drucker', 'need-tablets'])
    expect(await needs({ district: '05370004-06' })).toEqual(['need-elektrofachkraft'])
    expect(await needs({ near: { lat: 51.1, lon: 6.2667 } })).toEqual(['need-werkstattraum'])
    expect(await needs({ validAt: '2028-06-01', kind: 'SPACE' })).toEqual(['need-werkstattraum'])
    expect(await needs({ validAt: '2029-01-01', kind: 'SPACE' })).toEqual([])
    expect(await needs({ text: 'Kleinbus', field: 'MOBILITY' })).toEqual(['need-fahrzeug'])
  })

  test('say exactly how much is lacking, of which initiative, and until when an answer helps', async () => {
    const selection = `title kind quantity { amount unit } deadline radius initiative { id title } organization { id } district { id }`
    const expected = {
      title: 'Raum für die Fahrradwerkstatt (Beispiel)',
      kind: 'SPACE',
      quantity: { amount: '40', unit: 'SQUARE_METRES' },
      deadline: '2026-12-15',
      radius: 3000,
      initiative: { id: 'ini-fahrraeder-fuer-alle', title: 'Fahrräder für alle (Beispiel)' },
      organization: { id: 'org-radkreis' },
      district: { id: '05370004-03' },
    }
    expect(await answerTo(service, `{ need(id: "need-werkstattraum") { ${selection} } }`)).toEqual({
      need: expected,
    })
    expect(await service.entities('Need', ['need-werkstattraum', 'none'], selection)).toEqual([
      expected,
      null,
    ])
  })
})
