import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { services } from '../../../bin/services.js'
import { city } from '../../../services/city/service.js'
import { coordinator } from '../../kit/callers.js'
import { ledgerFaults } from '../../kit/ledger-faults.js'
import { type RunningService, startService } from '../../kit/service.js'
import { done as changeGoods, eventsOf, refused as refusedGoods } from './goods-kit.js'
import { attempt as changeInitiative } from './initiatives-kit.js'
import { now } from './kit.js'
import {
  attempt,
  done,
  hours,
  initiativeId,
  ledger,
  makeMatches,
  makeNeeds,
  makeProposal,
  makeResources,
  matchIn,
  provider,
  providerId,
  seeker,
  seekerId,
} from './match-kit.js'
import { asOwner, done as changeOrganization } from './organizations-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, {
    now,
    example: true,
    beside: services.filter(({ name }) => name !== city.name),
  })
})
afterAll(() => service.stop())
afterEach(async () => {
  service.setNow(now)
  expect(await asOwner(service, (owner) => ledgerFaults(owner, now))).toEqual([])
})

const reason = 'ein Grund'
const past = [hours('2026-11-20', 9, 12)]
const dayMs = 86_400_000
const later = (days: number) => new Date(now.getTime() + days * dayMs)

async function statusOf(...ids: string[]): Promise<Record<string, unknown>[]> {
  const rows = await service.database.rows<{ id: string; status: string; endReason: string | null }>(
    sql`select id, status, end_reason as "endReason" from city.match where id = any(${ids})`,
  )
  return ids.map((id) => rows.find((row) => row.id === id)?.status as never)
}

const told = async (id: string) =>
  (await eventsOf(service, id)).map(({ type, organizationId }) => [type, organizationId])

describe('a resource', () => {
  test('is not withdrawn while something of it is promised, but with what has been used it is', async () => {
    const { id, resourceId } = await matchIn(service, 'ACCEPTED')
    const used = await makeProposal(service, { resource: resourceId, during: past, status: 'CONFIRMED' })
    const open = await makeProposal(service, { resource: resourceId, during: [hours('2026-12-05', 9, 12)] })
    const withdrawal = { caller: provider, id: resourceId, version: 1, reason }
    expect(
      await refusedGoods(service, 'withdrawResource', 'id', { ...withdrawal, lang: 'EN' }),
    ).toMatchObject({ code: 'STATE_REFUSED', promised: 1 })
    await done(service, 'releaseMatch', { id, version: 2, reason })
    await changeGoods(service, 'withdrawResource', 'id', withdrawal)
    expect(await statusOf(id, used.id, open.id)).toEqual(['RELEASED', 'CONFIRMED', 'EXPIRED'])
    expect(await told(open.id)).toEqual([])
  })

  test('does not become less than is promised of it', async () => {
    const { resourceId } = await matchIn(service, 'ACCEPTED', { need: { amount: '30' }, amount: '30' })
    const change = (input: object) => ({ caller: provider, id: resourceId, version: 1, input })
    expect(
      await refusedGoods(service, 'updateResource', 'id', { ...change({ amount: '29' }), lang: 'EN' }),
    ).toMatchObject({
      code: 'CONFLICT',
      reason: 'MORE_IS_PROMISED',
      promised: { amount: '30', unit: 'SEATS' },
      current: { id: resourceId, version: 1 },
    })
    const shared = change({ sharing: 'POOLED', splittable: true })
    expect(await refusedGoods(service, 'updateResource', 'id', shared)).toMatchObject({
      code: 'CONFLICT',
      reason: 'PROMISED',
    })
    await changeGoods(service, 'updateResource', 'id', change({ amount: '30' }))
  })
})

describe('a need', () => {
  test('that is withdrawn gives back what is ahead, and the provider learns why', async () => {
    const { id, needId, resourceId } = await matchIn(service, 'CONFIRMED', {
      need: { splittable: true, amount: '90' },
    })
    const [other = ''] = await makeResources(service, {})
    const used = await makeProposal(service, {
      need: needId,
      resource: other,
      during: past,
      status: 'CONFIRMED',
    })
    const [open = ''] = await makeMatches(service, { need: needId, resource: other })
    await changeGoods(service, 'withdrawNeed', 'id', { caller: seeker, id: needId, version: 1, reason })
    expect(await statusOf(id, used.id, open)).toEqual(['RELEASED', 'CONFIRMED', 'EXPIRED'])
    expect(await ledger(service, { needId, resourceId })).toMatchObject({ bookings: 0, missing: '50' })
    expect(await told(id)).toEqual([
      ['match.accepted', providerId],
      ['match.accepted', seekerId],
      ['match.confirmed', providerId],
      ['match.confirmed', seekerId],
      ['match.released', providerId],
      ['match.released', seekerId],
    ])
    const [, , , , released] = await eventsOf(service, id)
    // Why a need was withdrawn is for its own organization.
    expect(released?.data.reason).toEqual({
      DE: 'Der Bedarf wurde zurückgezogen.',
      EN: 'The need has been withdrawn.',
    })
  })

  test('does not become less than was promised to it', async () => {
    const { needId } = await matchIn(service, 'ACCEPTED', { need: { splittable: true, amount: '50' } })
    const change = (amount: string) => ({ caller: seeker, id: needId, version: 1, input: { amount } })
    expect(await refusedGoods(service, 'updateNeed', 'id', change('39'))).toMatchObject({
      code: 'CONFLICT',
      reason: 'MORE_IS_PROMISED',
      promised: { amount: '40', unit: 'SEATS' },
    })
    await changeGoods(service, 'updateNeed', 'id', change('40'))
  })

  test('says from how many resources it may be met, if it has parts', async () => {
    const input = { title: { de: 'Stühle' }, kind: 'EQUIPMENT', amount: '9', unit: 'PIECES', mostSources: 2 }
    const state = (more: object) => ({ caller: seeker, initiativeId, input: { ...input, ...more } })
    const need = await changeGoods<{ mostSources: number }>(
      service,
      'stateNeed',
      'mostSources',
      state({ splittable: true }),
    )
    expect(need).toEqual({ mostSources: 2 })
    for (const [more, code] of [
      [{}, 'ONLY_SPLITTABLE'],
      [{ splittable: true, mostSources: 11 }, 'OUT_OF_RANGE'],
    ] as const) {
      expect(await refusedGoods(service, 'stateNeed', 'id', state(more))).toMatchObject({
        problems: [{ path: ['input', 'mostSources'], code }],
      })
    }
  })
})

describe('an initiative', () => {
  test('that ends gives back what is ahead, and its proposals end', async () => {
    const id = `ini-${randomUUID()}`
    await service.database.rows(
      sql`insert into city.initiative (id, title, summary, field, status, analog_access, organization_id)
          values (${id}, '{"DE": "A"}', '{"DE": "A"}', 'CLIMATE', 'PUBLISHED', '[{}]', ${seekerId})`,
    )
    const need = { initiative_id: id }
    const accepted = await matchIn(service, 'ACCEPTED', { need })
    const confirmed = await matchIn(service, 'CONFIRMED', { need })
    const open = await makeProposal(service, { need })
    const { code } = await changeInitiative(service, seeker, 'endInitiative', { id, version: 1, reason })
    expect(code).toBeUndefined()
    expect(await statusOf(accepted.id, confirmed.id, open.id)).toEqual(['RELEASED', 'RELEASED', 'EXPIRED'])
    expect(await ledger(service, confirmed)).toMatchObject({ bookings: 0 })
    expect((await eventsOf(service, accepted.id)).at(-1)?.data).toMatchObject({
      reason: { EN: 'The initiative has ended.' },
    })
  })
})

describe('organizations that are merged', () => {
  test('keep what they promised and were promised, and both go on with it', async () => {
    const [provides, seeks] = [randomUUID(), randomUUID()]
    await service.database.rows(sql`insert into city.organization (id, name, kind, fields, verified_until) values
      (${provides}, 'Verein A', 'ASSOCIATION', '{}', '2030-01-01'), (${seeks}, 'Verein B', 'ASSOCIATION', '{}', '2030-01-01')`)
    const made = await matchIn(service, 'ACCEPTED', {
      resource: { organization_id: provides },
      need: { organization_id: seeks },
    })
    for (const [source, target] of [
      [provides, providerId],
      [seeks, seekerId],
    ]) {
      const [versions] = await service.database.rows<{ version: number }>(
        sql`select version from city.organization where id = ${target}`,
      )
      await changeOrganization(
        service,
        'mergeOrganizations',
        { source, target, sourceVersion: 1, targetVersion: versions?.version, reason },
        { caller: coordinator },
      )
    }
    await done(service, 'confirmMatch', { id: made.id, version: 2 }, provider)
    await done(service, 'releaseMatch', { id: made.id, version: 3, reason }, seeker)
    expect(await ledger(service, made)).toMatchObject({ bookings: 0, missing: '40' })
  })
})

describe('what waits too long', () => {
  test('for its provider is free again, and both sides are told once', async () => {
    const { id, ...made } = await matchIn(service, 'ACCEPTED', { during: [hours('2027-02-01', 9, 12)] })
    service.setNow(new Date(later(14).getTime() - 1))
    await service.runJob('expire-matches')
    expect(await statusOf(id)).toEqual(['ACCEPTED'])
    service.setNow(later(14))
    expect(await attempt(service, 'confirmMatch', { id, version: 2 }, provider)).toMatchObject({
      code: 'STATE_REFUSED',
    })
    await Promise.all([service.runJob('expire-matches'), service.runJob('expire-matches')])
    expect(await statusOf(id)).toEqual(['EXPIRED'])
    expect(await ledger(service, made)).toMatchObject({ bookings: 0, missing: '40' })
    expect((await told(id)).slice(2)).toEqual([
      ['match.expired', providerId],
      ['match.expired', seekerId],
    ])
  })

  test('for a decision expires, and so does what cannot be accepted any more', async () => {
    const old = await makeProposal(service)
    const lateDeadline = await makeProposal(service, { need: { deadline: '2026-11-22' } })
    const over = await makeProposal(service, { during: past })
    const fresh = await makeProposal(service, { createdAt: later(20), during: [hours('2027-02-01', 9, 12)] })
    await service.runJob('expire-matches')
    expect(await statusOf(old.id, lateDeadline.id, over.id, fresh.id)).toEqual([
      'PROPOSED',
      'EXPIRED',
      'EXPIRED',
      'PROPOSED',
    ])
    service.setNow(later(30))
    await service.runJob('expire-matches')
    expect(await statusOf(old.id, fresh.id)).toEqual(['EXPIRED', 'PROPOSED'])
    expect(await told(old.id)).toEqual([])
  })

  test('in great numbers expires in one run of the job', async () => {
    const [resource = ''] = await makeResources(service, {})
    const needs = await makeNeeds(service, ...Array.from({ length: 450 }, () => ({})))
    const ids = await makeMatches(service, ...needs.map((need) => ({ need, resource, during: past })))
    await service.runJob('expire-matches')
    expect(new Set(await statusOf(...ids))).toEqual(new Set(['EXPIRED']))
  })
})
