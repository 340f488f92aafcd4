import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { health } from '../../../services/health/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { aService, bundle, withFolder } from './feed-files.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(health, { now: new Date('2026-11-23T07:00:00Z') })
})
afterEach(() => service.forgetFeeds())
afterAll(() => service.stop())

const good = aService('good')

async function importBundle(resources: readonly unknown[]) {
  return await withFolder({ 'feed.json': bundle(resources) }, (folder) =>
    service.import('fhir', `${folder}/feed.json`),
  )
}

describe('a resource that cannot be taken', () => {
  test.each([
    ['nothing', null, 'the entry holds no resource'],
    ['a number', 7, 'is no resource: it has no resourceType'],
    ['without a type', { id: 'a' }, 'is no resource: it has no resourceType'],
    [
      'of a type that is no name',
      { resourceType: '__proto__', id: 'a' },
      'is no resource: it has no resourceType',
    ],
    [
      'without an id',
      { resourceType: 'HealthcareService', name: 'x' },
      'the HealthcareService has no usable id',
    ],
    ['with a NUL in its id', aService('a\0'), 'the HealthcareService has no usable id'],
    ['with an id that is a number', { ...good, id: 7 }, 'the HealthcareService has no usable id'],
    ['with an id that is too long', aService('a'.repeat(65)), 'the HealthcareService has no usable id'],
    ['that stands twice', good, 'HealthcareService/good stands twice'],
    ['with a NUL in its name', aService('a', { name: 'a\0b' }), 'name: has a control character'],
    ['with half a character in its name', aService('a', { name: '\ud83d' }), 'name: has a lone surrogate'],
    [
      'with a name that is too long',
      aService('a', { name: 'a'.repeat(301) }),
      'name: is longer than 300 characters',
    ],
    ['with a name that is a list', aService('a', { name: ['a'] }), expect.stringMatching(/^name: /)],
    [
      'with a specialty that is no list',
      aService('a', { specialty: {} }),
      expect.stringMatching(/^specialty: /),
    ],
    [
      'with more specialties than anybody has',
      aService('a', { specialty: Array.from({ length: 101 }, () => ({ text: 'x' })) }),
      expect.stringMatching(/^specialty: /),
    ],
    [
      'that nobody gives a name to',
      { resourceType: 'HealthcareService', id: 'a' },
      'has no name, no type or specialty, and no provider with a name',
    ],
    [
      'of an organization without a name',
      { resourceType: 'Organization', id: 'a' },
      expect.stringMatching(/^name: /),
    ],
    [
      'that is labelled as confidential',
      aService('a', {
        meta: {
          security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }],
        },
      }),
      'is labelled as confidential',
    ],
  ])('is listed and the good one kept: %s', async (_, resource, reason) => {
    const report = await importBundle([good, resource])
    expect(report.problems).toEqual([{ location: expect.stringMatching(/^feed\.json, entry 2/), reason }])
    expect(report.written).toEqual({ 'health.health_service': 1 })
  })

  test('is an entry that is none', async () => {
    const feed = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ resource: good }, 'x', { request: { method: 'DELETE' } }],
    }
    const report = await withFolder({ 'feed.json': feed }, (folder) =>
      service.import('fhir', `${folder}/feed.json`),
    )
    expect(report.problems).toEqual([
      { location: 'feed.json, entry 2', reason: 'the entry holds no resource' },
      { location: 'feed.json, entry 3', reason: 'the entry holds no resource' },
    ])
  })

  test('changes nothing where there is no good one', async () => {
    await importBundle([good])
    await expect(importBundle([{ ...good, name: 7 }])).rejects.toMatchObject({ code: 'IMPORT_EMPTY' })
    const { data } = await service.query('{ healthService(id: "test:good") { name } }')
    expect(data).toEqual({ healthService: { name: 'Dienst good' } })
  })
})

describe('an element that cannot be taken', () => {
  test.each([
    ['a position off the earth', { position: { latitude: 1e300, longitude: 6 } }, /^position is left out/],
    ['a position that is a text', { position: 'here' }, /^position is left out/],
    ['half a position', { position: { latitude: 51 } }, /^position is left out/],
    ['a position at 0/0', { position: { latitude: 0, longitude: 0 } }, /^stands at 0\/0/],
    ['an address with a NUL', { address: { text: 'a\0' } }, /^address is left out/],
    ['an address that is a list', { address: [] }, /^address is left out/],
    [
      'a telephone number without digits',
      { telecom: [{ system: 'phone', value: 'none' }] },
      /^its phone is left out/,
    ],
    ['a contact that is a number', { telecom: [7] }, /^telecom is left out/],
  ])('is reported and the site kept without it: %s', async (_, element, reason) => {
    const report = await importBundle([{ resourceType: 'Location', id: 'l', name: 'Haus', ...element }])
    expect(report.warnings.map((warning) => warning.reason)).toEqual([expect.stringMatching(reason)])
    const { data } = await service.query(
      '{ healthSite(id: "test:l") { name address phone location { lat } } }',
    )
    expect(data).toEqual({ healthSite: { name: 'Haus', address: null, phone: null, location: null } })
  })

  test.each([
    ['a specialty without a word', { specialty: [{ coding: [{}] }] }, /^specialty is left out/],
    [
      'a time that is none',
      { availableTime: [{ daysOfWeek: ['mon'], availableStartTime: '8 Uhr' }] },
      /^availableTime/,
    ],
    ['a day that is none', { availableTime: [{ daysOfWeek: ['funday'] }] }, /^availableTime is left out/],
    [
      'hours on no day',
      { availableTime: [{ availableStartTime: '08:00:00' }] },
      /^availableTime is left out/,
    ],
    [
      'a closure in the year 99999',
      { notAvailable: [{ during: { start: '99999-01-01' } }] },
      /^notAvailable/,
    ],
    ['a location that is a number', { location: [7] }, /^location is left out/],
    ['a reference with a NUL', { location: [{ reference: 'Location/\0' }] }, /^location is left out/],
  ])('is reported and the service kept without it: %s', async (_, element, reason) => {
    const report = await importBundle([aService('a', element)])
    expect(report.warnings.map((warning) => warning.reason)).toEqual([expect.stringMatching(reason)])
    const { data } = await service.query(
      '{ healthService(id: "test:a") { specialties openingHours { day } availabilityExceptions site { id } } }',
    )
    expect(data).toEqual({
      healthService: { specialties: [], openingHours: [], availabilityExceptions: null, site: null },
    })
  })
})

describe('texts', () => {
  test('keep quotes, backslashes and tabs as they were written', async () => {
    const name = 'a\\b\t"c" {d}, \\N'
    await importBundle([aService('a', { name, specialty: [{ text: name }] })])
    const { data } = await service.query('{ healthService(id: "test:a") { name specialties } }')
    expect(data).toEqual({ healthService: { name, specialties: [name] } })
  })

  test('may be as long as they may be, in any script', async () => {
    const name = '𝒜'.repeat(300)
    const link = `https://a.example/${'ä'.repeat(2_000)}`
    const report = await importBundle([
      aService('a', { name, location: [{ reference: link }], specialty: [{ text: '漢'.repeat(200) }] }),
    ])
    expect(report.written).toEqual({ 'health.health_service': 1 })
  })
})

describe('a large feed', () => {
  test('is linked beyond one batch', async () => {
    const ids = Array.from({ length: 1_200 }, (_, index) => String(index))
    const services = ids.map((id) => aService(id, { location: [{ reference: `Location/${id}` }] }))
    const locations = ids.map((id) => ({ resourceType: 'Location', id, name: `Haus ${id}` }))
    const report = await importBundle([...services, ...locations])
    expect(report).toMatchObject({
      written: { 'health.health_service': 1_200, 'health.health_site': 1_200 },
      skipped: 0,
      doubtful: 0,
    })
    const { data } = await service.query('{ healthService(id: "test:1199") { site { name } } }')
    expect(data).toEqual({ healthService: { site: { name: 'Haus 1199' } } })
  })
})
