import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { health } from '../../../services/health/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { aService, bundle } from './feed-files.js'

let service: RunningService
let partner: Server
let address: string
const pages = new Map<string, unknown>()

beforeAll(async () => {
  service = await startService(health, { now: new Date('2026-11-23T07:00:00Z') })
  partner = createServer((request, response) => response.end(JSON.stringify(pages.get(request.url ?? ''))))
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`
})
afterEach(() => service.forgetFeeds())
afterAll(async () => {
  await service.stop()
  await new Promise((resolve) => partner.close(resolve))
})

function importSearch() {
  return service.import('fhir', `${address}/HealthcareService`, { privateAddresses: true })
}

const next = (url: string) => ({ link: [{ relation: 'next', url }] })
const aLocation = { resourceType: 'Location', id: 'l', name: 'Haus' }

describe('an answer in pages', () => {
  test('is read to its end, with references from one page to another', async () => {
    pages.set(
      '/HealthcareService',
      bundle([aService('a', { location: [{ reference: 'Location/l' }] })], next('/two')),
    )
    pages.set('/two', bundle([aLocation], next(`${address}/three`)))
    pages.set('/three', bundle([aService('b')]))
    const report = await importSearch()
    expect(report).toMatchObject({
      written: { 'health.health_service': 2, 'health.health_site': 1 },
      skipped: 0,
      doubtful: 0,
    })
    const { data } = await service.query('{ healthService(id: "test:a") { site { name } } }')
    expect(data).toEqual({ healthService: { site: { name: 'Haus' } } })
  })

  test('that leads back to a page is left there', async () => {
    pages.set('/HealthcareService', bundle([aService('a')], next('/two')))
    pages.set('/two', bundle([aService('b')], next('/two')))
    const report = await importSearch()
    expect(report.written).toEqual({ 'health.health_service': 2 })
    expect(report.warnings.map(({ reason }) => reason)).toEqual([
      'the answer goes on at /two, which was not fetched',
    ])
  })

  test.each([
    ['no Bundle', aLocation],
    ['no FHIR', { error: 'busy' }],
  ])('changes nothing if a page turns out to be %s', async (_, page) => {
    pages.set('/HealthcareService', bundle([aService('a')]))
    await importSearch()
    pages.set('/HealthcareService', bundle([aService('b')], next('/two')))
    pages.set('/two', page)
    await expect(importSearch()).rejects.toMatchObject({ code: 'FORMAT_UNRECOGNIZED' })
    const { data } = await service.query(
      '{ a: healthService(id: "test:a") { name } b: healthService(id: "test:b") { name } }',
    )
    expect(data).toEqual({ a: { name: 'Dienst a' }, b: null })
  })
})
