import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { health } from '../../../services/health/service.js'
import { type RunningService, startService } from '../../kit/service.js'

const folder = fileURLToPath(new URL('../../../../shared/data/health/', import.meta.url))
const describeWithRealFiles = existsSync(folder) ? describe : describe.skip

describeWithRealFiles('gematik’s directory', () => {
  let service: RunningService
  beforeAll(async () => {
    service = await startService(health, { now: new Date('2026-11-23T07:00:00Z') })
  })
  afterEach(() => service.forgetFeeds())
  afterAll(() => service.stop())

  const everything =
    '{ healthServices { edges { node { name specialties categories characteristics provider phone availabilityExceptions openingHours { day } site { name address location { lat lon } } district { id } } } } }'

  async function services(): Promise<unknown[]> {
    const { data, errors } = await service.query(everything)
    expect(errors).toBeUndefined()
    const { healthServices } = data as unknown as { healthServices: { edges: { node: unknown }[] } }
    return healthServices.edges.map(({ node }) => node)
  }

  test('its folder of examples is one feed, in which every reference is found', async () => {
    const report = await service.import('fhir', `${folder}examples`)
    expect(report).toMatchObject({
      written: { 'health.health_service': 3, 'health.health_site': 2 },
      skipped: 0,
    })
    // The sixth time is a pharmacy's night duty, which a profile's extension gives.
    expect(report.warnings.map(({ reason }) => reason).sort()).toEqual([
      '7 of type CodeSystem passed over; health reads no such resources',
      '8 of type Endpoint passed over; health reads no such resources',
      'availableTime 6 is left out: daysOfWeek: names no day of the week',
    ])
    const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => ({ day }))
    expect(await services()).toEqual([
      {
        name: 'NCPeH Portugal',
        specialties: ['Patientenübersicht', 'elektronische Verordnungen'],
        categories: ['NCPeH Fachdienst'],
        characteristics: [],
        provider: 'NCPeH Portugal',
        phone: null,
        availabilityExceptions: null,
        openingHours: [],
        site: null,
        district: null,
      },
      {
        name: 'Rathausapotheke',
        specialties: ['Handverkauf', 'Allergietest'],
        categories: ['Offizin-Apotheke'],
        characteristics: ['Parkmöglichkeit', 'Terminbuchung', 'ÖPNV in der Nähe'],
        provider: 'Rathausapotheke',
        phone: '030 1234567',
        availabilityExceptions: 'An Feiertagen geschlossen; Urlaub (2024-09-01 bis 2024-09-21)',
        openingHours: weekdays,
        site: {
          name: 'Rathausapotheke',
          address: 'Theodor-Stern-Kai 7, 60596 Frankfurt am Main, Hessen, DE',
          location: { lat: 50.097, lon: 8.6648 },
        },
        district: null,
      },
      {
        name: 'Zahnmedizin',
        specialties: ['Zahnmedizin', 'Oralchirurgie'],
        categories: ['Zahnmedizin', 'Oralchirurgie'],
        characteristics: [],
        provider: 'Zahnarztpraxis Dr. Mustermann',
        phone: '030 7654321',
        availabilityExceptions: 'An Feiertagen geschlossen',
        openingHours: weekdays,
        site: { name: 'Praxis am Rathaus', address: 'Hauptstraße 1, 10117 Berlin', location: null },
        district: null,
      },
    ])
  })

  test('its answer to a search gives the service a name, a provider and an address in one line', async () => {
    const report = await service.import('fhir', `${folder}Search_HealthcareService_telematikID.json`)
    expect(report).toMatchObject({
      written: { 'health.health_service': 1, 'health.health_site': 1 },
      skipped: 0,
      doubtful: 1,
    })
    expect(await services()).toMatchObject([
      {
        name: 'Pflege und Betreuung',
        specialties: ['Pflege und Betreuung'],
        provider: 'Organisation 1-2arvtst-ap000052',
        site: {
          name: 'Location of Organisation 1-2arvtst-ap000052',
          address: 'Kirchwiese 21, 57368 Lennestadt',
          location: null,
        },
      },
    ])
  })

  test('a service of it by itself is kept, its references reported', async () => {
    const report = await service.import(
      'fhir',
      `${folder}examples/HealthcareService-HealthcareServiceExample.json`,
    )
    expect(report.written).toEqual({ 'health.health_service': 1 })
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      'its location Location/LocationExample is not in the feed; kept without a site',
      'its provider Organization/OrganizationExample is not in the feed; kept without a provider',
    ])
    expect(await services()).toMatchObject([{ name: 'Zahnmedizin', provider: null, site: null }])
  })

  test('its filtered answer holds no services, which is no mistake', async () => {
    const report = await service.import('fhir', `${folder}examples/Bundle-FilteredSearchSetBundle.json`)
    expect(report).toMatchObject({ written: {}, skipped: 0, doubtful: 1 })
  })
})
