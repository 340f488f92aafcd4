import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { health } from '../../../services/health/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { aService, bundle, fixture, withFolder } from './feed-files.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(health, { now: new Date('2026-11-23T07:00:00Z') })
})
afterEach(() => service.forgetFeeds())
afterAll(() => service.stop())

async function names(): Promise<string[]> {
  const { data } = await service.query('{ healthServices(first: 100) { edges { node { name } } } }')
  const { healthServices } = data as unknown as { healthServices: { edges: { node: { name: string } }[] } }
  return healthServices.edges.map(({ node }) => node.name)
}

async function serviceOf(id: string, selection: string): Promise<unknown> {
  const { data, errors } = await service.query(`{ healthService(id: "test:${id}") { ${selection} } }`)
  expect(errors).toBeUndefined()
  return (data as unknown as { healthService: unknown }).healthService
}

describe('a Bundle', () => {
  test('is read with everything a service says', async () => {
    await service.import('fhir', fixture('village.json'))
    expect(
      await serviceOf(
        'practice',
        `name specialties categories characteristics provider phone email webAddress active appointmentRequired
         availabilityExceptions openingHours { day opens closes allDay } district { id }
         site { name address location { lat } phone }`,
      ),
    ).toEqual({
      name: 'Hausarztpraxis (Beispiel)',
      specialties: ['Allgemeinmedizin', 'IMPF'],
      categories: ['Ambulante Versorgung', 'Arztpraxis'],
      characteristics: ['Barrierefrei'],
      provider: 'Ärzte am Weg (Beispiel)',
      phone: '0221 4710003',
      email: 'praxis@doctors.example',
      webAddress: null,
      active: true,
      appointmentRequired: true,
      availabilityExceptions: 'An Feiertagen geschlossen; Urlaub (2027-07-01 bis 2027-07-14)',
      openingHours: [
        { day: 'MONDAY', opens: '08:00', closes: '12:30', allDay: false },
        { day: 'MONDAY', opens: '14:00', closes: '18:00', allDay: false },
        { day: 'TUESDAY', opens: '14:00', closes: '18:00', allDay: false },
        { day: 'SUNDAY', opens: null, closes: null, allDay: true },
      ],
      district: { id: '05370004-04' },
      site: {
        name: 'Ärztehaus (Beispiel)',
        address: 'Musterweg 3, 41812 Erkelenz',
        location: null,
        phone: '0221 4710009',
      },
    })
  })

  test('has its references followed by urn:uuid, by identifier and into contained resources', async () => {
    await service.import('fhir', fixture('village.json'))
    const selection =
      'name specialties provider active site { name address location { lat lon } } district { id }'
    expect(await serviceOf('0b9f6c2e-0000-4000-8000-00000000000a', selection)).toEqual({
      name: 'Pflegeberatung',
      specialties: ['Pflegeberatung'],
      provider: 'Pflege am Weg (Beispiel)',
      active: true,
      site: { name: null, address: null, location: { lat: 51.0332, lon: 6.3235 } },
      district: { id: '05370004-06' },
    })
    expect(await serviceOf('mobile', selection)).toEqual({
      name: 'Mobile Pflege (Beispiel)',
      specialties: [],
      provider: 'Mobile Pflege (Beispiel)',
      active: false,
      site: { name: 'Haltepunkt', address: 'Dorfplatz 1, 41812 Erkelenz-Holzweiler', location: null },
      district: { id: '05370004-09' },
    })
  })

  test('leaves a service that is not active out of every list', async () => {
    await service.import('fhir', fixture('village.json'), { initiative: 'ini-gesundheitskiosk' })
    expect(await names()).toEqual(['Hausarztpraxis (Beispiel)', 'Pflegeberatung'])
    const [district] = await service.entities('District', ['05370004-09'], 'healthServices { totalCount }')
    expect(district).toEqual({ healthServices: { totalCount: 0 } })
    const [initiative] = await service.entities(
      'Initiative',
      ['ini-gesundheitskiosk'],
      'healthServices { totalCount }',
    )
    expect(initiative).toEqual({ healthServices: { totalCount: 2 } })
  })

  test('is reported with what was left out and what was passed over', async () => {
    const report = await service.import('fhir', fixture('village.json'))
    expect(report).toMatchObject({
      written: { 'health.health_site': 3, 'health.health_service': 3 },
      skipped: 0,
    })
    const where = 'village.json, entry 1 (HealthcareService/practice)'
    expect(report.warnings).toEqual([
      { location: where, reason: 'its email is left out: must be an e-mail address' },
      { location: where, reason: 'its url is left out: must be a web address' },
      { location: where, reason: expect.stringMatching(/^availableTime 4 is left out: daysOfWeek/) },
      {
        location: fixture('village.json'),
        reason: '1 of type Practitioner passed over; health reads no such resources',
      },
      {
        location: fixture('village.json'),
        reason: '2 of type Endpoint passed over; health reads no such resources',
      },
    ])
  })

  test('leaves nothing of a person in the database', async () => {
    await service.import('fhir', fixture('village.json'))
    const { rows } = await service.database.pool.query(
      'select (select json_agg(s) from health.health_service s)::text || (select json_agg(h) from health.health_site h)::text || (select json_agg(f) from health.feed f)::text as everything',
    )
    expect(rows[0].everything).not.toMatch(/Niemals|Gespeichert/)
  })

  test('without entries brings nothing, and is no mistake', async () => {
    await withFolder(
      { 'empty.json': { resourceType: 'Bundle', type: 'searchset', total: 0 } },
      async (folder) => {
        const report = await service.import('fhir', `${folder}/empty.json`)
        expect(report).toMatchObject({ written: {}, skipped: 0, doubtful: 0 })
      },
    )
  })

  test('that goes on at another address says so when it comes from a file', async () => {
    const next = {
      link: [
        { relation: 'self', url: 'https://a.example' },
        { relation: 'next', url: 'https://a.example?page=2' },
      ],
    }
    await withFolder({ 'page.json': bundle([aService('a')], next) }, async (folder) => {
      const report = await service.import('fhir', `${folder}/page.json`)
      expect(report.warnings).toEqual([
        {
          location: 'page.json',
          reason: 'the answer goes on at https://a.example?page=2, which was not fetched',
        },
      ])
    })
  })
})

describe('references that lead nowhere', () => {
  test('are reported, and the service is kept with what it has', async () => {
    const services = [
      aService('a', {
        location: [{ reference: 'Location/none' }],
        providedBy: { reference: 'Organization/none' },
      }),
      aService('b', { providedBy: { reference: 'Organization/none', display: 'Praxis Nord' } }),
      aService('c', { location: [{ reference: 'Organization/o' }], providedBy: { reference: '#gone' } }),
      { resourceType: 'Organization', id: 'o', name: 'Praxis Süd' },
    ]
    await withFolder({ 'services.json': bundle(services) }, async (folder) => {
      const report = await service.import('fhir', `${folder}/services.json`)
      expect(report.skipped).toBe(0)
      expect(report.warnings.map(({ reason }) => reason)).toEqual([
        'its location Location/none is not in the feed; kept without a site',
        'its provider Organization/none is not in the feed; kept without a provider',
        'its provider Organization/none is not in the feed; kept with the name it gives to it',
        'its location Organization/o is not in the feed; kept without a site',
        'its provider #gone is not in the feed; kept without a provider',
      ])
      expect(await serviceOf('a', 'site { id } provider district { id }')).toEqual({
        site: null,
        provider: null,
        district: null,
      })
      expect(await serviceOf('b', 'provider')).toEqual({ provider: 'Praxis Nord' })
    })
  })

  test('do not lead into another feed', async () => {
    const house = { resourceType: 'Location', id: 'l', name: 'Haus' }
    const atHouse = aService('a', { location: [{ reference: 'Location/l' }] })
    await withFolder({ 'one.json': house, 'two.json': bundle([atHouse]) }, async (folder) => {
      await service.import('fhir', `${folder}/one.json`, { feed: 'other' })
      await service.import('fhir', `${folder}/two.json`)
      expect(await serviceOf('a', 'site { id }')).toEqual({ site: null })
    })
  })
})

describe('a service at several locations', () => {
  test('is kept with the first that is in the feed', async () => {
    const locations = ['none', 'north', 'south'].map((id) => ({ reference: `Location/${id}` }))
    const resources = [
      aService('a', { location: locations }),
      { resourceType: 'Location', id: 'south' },
      { resourceType: 'Location', id: 'north' },
    ]
    await withFolder({ 'services.json': bundle(resources) }, async (folder) => {
      const report = await service.import('fhir', `${folder}/services.json`)
      expect(report.warnings.map(({ reason }) => reason)).toEqual([
        'is offered at 3 locations; kept with one of them, test:north',
      ])
    })
  })
})

describe('a second import of a feed', () => {
  test('replaces what the first one brought', async () => {
    await service.import('fhir', fixture('village.json'))
    await withFolder(
      { 'later.json': bundle([aService('practice', { name: 'Neuer Name' })]) },
      async (folder) => {
        await service.import('fhir', `${folder}/later.json`)
      },
    )
    expect(await names()).toEqual(['Neuer Name'])
    const { rows } = await service.database.pool.query(
      'select count(*)::int as sites from health.health_site',
    )
    expect(rows).toEqual([{ sites: 0 }])
  })
})

describe('a folder', () => {
  const location = { resourceType: 'Location', id: 'l', address: { text: 'Weg 1, 41812 Erkelenz-Kückhoven' } }
  const atLocation = aService('a', { location: [{ reference: 'Location/l' }] })

  test('of Bundles and single resources is one feed, whatever the order', async () => {
    const files = {
      'a.json': bundle([atLocation]),
      'b.json': location,
      'c.json': { resourceType: 'CodeSystem' },
    }
    await withFolder(files, async (folder) => {
      const report = await service.import('fhir', folder)
      expect(report.warnings).toEqual([
        { location: folder, reason: '1 of type CodeSystem passed over; health reads no such resources' },
      ])
      expect(await serviceOf('a', 'district { id }')).toEqual({ district: { id: '05370004-07' } })
    })
  })

  test('has the files that are no FHIR listed, the broken one with nothing of it taken', async () => {
    const broken = JSON.stringify(bundle([aService('never')])).slice(0, -10)
    const files = {
      'a.json': broken,
      'b.json': location,
      'c.json': atLocation,
      'notes.txt': 'no JSON',
      'nul.json': '{"a": "\ud800", "b": \0}',
      'other.json': { stations: [] },
    }
    await withFolder(files, async (folder) => {
      const report = await service.import('fhir', folder)
      expect(report.problems.map(({ location }) => location)).toEqual([
        'a.json',
        'notes.txt',
        'nul.json',
        'other.json',
      ])
      expect(await names()).toEqual(['Dienst a'])
    })
  })
})

describe('what is no FHIR', () => {
  test.each([
    ['JSON of another kind', { name: 'no FHIR' }],
    ['a list of resources', [aService('a')]],
    ['entries without a Bundle', { entry: [{ resource: aService('a') }] }],
    ['a text', 'BEGIN:VCALENDAR'],
    ['an empty file', ''],
    ['a Bundle that was cut off', JSON.stringify(bundle([aService('a')])).slice(0, -3)],
  ])('is refused and changes nothing: %s', async (_, content) => {
    await service.import('fhir', fixture('village.json'))
    await withFolder({ 'file.json': content }, async (folder) => {
      for (const location of [`${folder}/file.json`, folder]) {
        await expect(service.import('fhir', location)).rejects.toMatchObject({ code: 'FORMAT_UNRECOGNIZED' })
      }
    })
    expect(await names()).toEqual(['Hausarztpraxis (Beispiel)', 'Pflegeberatung'])
  })
})
