import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { jainIndex } from '../../../services/city/matching/overview/fairness/jain-index.js'
import { monthsOf } from '../../../services/city/matching/overview/period.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  addMatch,
  addNeed,
  addParties,
  addResource,
  addRun,
  addUnmet,
  asker,
  otherAsker,
  provider,
} from './matching-views-kit.js'

const hours = { kind: 'STAFF_HOURS', unit: 'HOURS' }
const year = { from: '2027-01-01', to: '2027-12-31' }

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addParties(service)
  // Seats are there again after use.
  await addResource(service, { id: 'saal', sharing: 'EXCLUSIVE', amount: 40, district: 'd-1' })
  await addResource(service, { id: 'halle', amount: 100, from: '2027-02-10', to: '2027-03-05' })
  await addNeed(service, { id: 'probe', amount: 30, district: 'd-1', from: '2027-01-15', to: '2027-02-15' })
  await addNeed(service, { id: 'auftritt', amount: 50, initiative: 'ini-theater' })
  // Hours are used up.
  await addResource(service, {
    id: 'leitung',
    ...hours,
    amount: 100.5,
    fields: ['SOCIETY'],
    from: '2026-05-01',
  })
  await addResource(service, {
    id: 'technik',
    ...hours,
    amount: 20,
    from: '2027-03-01',
    fields: ['SOCIETY', 'EDUCATION'],
  })
  await addNeed(service, { id: 'stunden', ...hours, amount: 60.25, from: '2027-02-01', to: '2027-06-30' })
  // What is not counted: withdrawn, of nobody who was verified, a draft's, over, and of another year.
  await addResource(service, { id: 'zurueck', ...hours, amount: 1_000 })
  await addResource(service, { id: 'vorbei', ...hours, amount: 1_000, from: '2026-01-01', to: '2026-12-31' })
  await addNeed(service, { id: 'entwurf', ...hours, amount: 1_000, initiative: 'ini-entwurf' })
  await service.database.rows(sql`update city.resource set status = 'WITHDRAWN', withdrawal_reason = 'R'
    where id = 'zurueck'`)
  await service.database.rows(sql`insert into city.organization (id, name, kind, fields)
    values ('org-neu', 'Neu', 'COMPANY', '{}')`)
  await addResource(service, { id: 'ungeprueft', ...hours, amount: 1_000, organization: 'org-neu' })
  await addMatch(service, {
    id: 'm-probe',
    need: 'probe',
    resource: 'saal',
    amount: 25,
    during: [['2027-02-02T17:00:00Z', '2027-02-02T19:00:00Z']],
  })
  await addMatch(service, {
    id: 'm-auftritt',
    need: 'auftritt',
    resource: 'halle',
    amount: 20,
    status: 'ACCEPTED',
    // Ends with the last moment of February on the town's clocks.
    during: [['2027-02-28T18:00:00Z', '2027-02-28T23:00:00Z']],
  })
  await addMatch(service, {
    id: 'm-stunden',
    need: 'stunden',
    resource: 'leitung',
    amount: 10.25,
    during: [['2027-04-01T08:00:00Z', '2027-04-01T18:15:00Z']],
  })
})
afterAll(() => service.stop())

type Row = Record<string, unknown>

async function ask<Data>(query: string, variables: object = {}, caller: Caller = coordinator): Promise<Data> {
  const { data, errors } = await service.query(query, { ...variables }, caller)
  expect({ query, variables, errors }).toEqual({ query, variables, errors: undefined })
  return data as Data
}

async function supply(by: string[], more: object = {}): Promise<Row[]> {
  const { rows } = await ask<{ rows: Row[] }>(
    `query ($from: LocalDate!, $to: LocalDate!, $by: [SupplyDimension!]!, $filter: SupplyAndDemandFilter) {
      rows: supplyAndDemand(from: $from, to: $to, by: $by, filter: $filter) {
        kind unit field district { id } month offered promised free needed met missing needs resources
      }
    }`,
    { ...year, by, ...more },
  )
  return rows
}

/** `month unit: offered promised free | needed met missing`, and whatever else was asked by. */
function line({ month, field, district, unit, ...row }: Row): string {
  const key = [month, field, (district as { id: string } | null)?.id, unit].filter(Boolean).join(' ')
  return `${key}: ${row.offered} ${row.promised} ${row.free} (${row.resources}) | ${row.needed} ${row.met} ${row.missing} (${row.needs})`
}

describe('supply and demand', () => {
  test('are added up by kind, each unit by itself, exactly', async () => {
    expect(await supply(['KIND'])).toEqual([
      {
        ...{ kind: 'SPACE', unit: 'SEATS', field: null, district: null, month: null },
        ...{ offered: '140', promised: '60', free: '80', resources: 2 },
        ...{ needed: '80', met: '45', missing: '35', needs: 2 },
      },
      {
        ...{ kind: 'STAFF_HOURS', unit: 'HOURS', field: null, district: null, month: null },
        ...{ offered: '120.5', promised: '10.25', free: '110.25', resources: 2 },
        ...{ needed: '60.25', met: '10.25', missing: '50', needs: 1 },
      },
    ])
  })

  test('stand under a field if they are for that one only', async () => {
    expect((await supply(['FIELD'])).map(line)).toEqual([
      'SOCIETY HOURS: 100.5 10.25 90.25 (1) | 60.25 10.25 50 (1)',
      'HOURS: 20 0 20 (1) | 0 0 0 (0)',
      'EDUCATION SEATS: 0 0 0 (0) | 50 20 30 (1)',
      'SOCIETY SEATS: 0 0 0 (0) | 30 25 5 (1)',
      'SEATS: 140 60 80 (2) | 0 0 0 (0)',
    ])
  })

  test('stand in every month if they are there again after use, and once if they are used up', async () => {
    expect((await supply(['MONTH'], { to: '2027-04-30' })).map(line)).toEqual([
      // An open beginning, and one before the period, stand in its first month.
      '2027-01 HOURS: 100.5 10.25 90.25 (1) | 0 0 0 (0)',
      '2027-01 SEATS: 40 0 40 (1) | 80 45 35 (2)',
      '2027-02 HOURS: 0 0 0 (0) | 60.25 10.25 50 (1)',
      // While one uses the hall, nobody else does.
      '2027-02 SEATS: 140 60 80 (2) | 80 45 35 (2)',
      '2027-03 HOURS: 20 0 20 (1) | 0 0 0 (0)',
      '2027-03 SEATS: 140 0 140 (2) | 50 20 30 (1)',
      '2027-04 SEATS: 40 0 40 (1) | 50 20 30 (1)',
    ])
  })

  test('stand under their own district, and under none for the whole town', async () => {
    expect((await supply(['DISTRICT'], { filter: { kinds: ['SPACE'] } })).map(line)).toEqual([
      'd-1 SEATS: 40 40 0 (1) | 30 25 5 (1)',
      'SEATS: 100 20 80 (1) | 50 20 30 (1)',
    ])
  })

  test('are filtered by kind, district, and field, where resources that may be used for it count', async () => {
    expect((await supply(['KIND'], { filter: { districts: ['d-1'] } })).map(line)).toEqual([
      'SEATS: 40 40 0 (1) | 30 25 5 (1)',
    ])
    expect((await supply(['KIND'], { filter: { fields: ['EDUCATION'] } })).map(line)).toEqual([
      'SEATS: 140 60 80 (2) | 50 20 30 (1)',
      'HOURS: 20 0 20 (1) | 0 0 0 (0)',
    ])
    expect(await supply(['KIND'], { filter: { kinds: ['DATA'] } })).toEqual([])
  })

  test('count as promised what is promised at the same moment, not what is promised one after the other', async () => {
    await addResource(service, { id: 'zelt', kind: 'EQUIPMENT', unit: 'PIECES', amount: 10 })
    await addNeed(service, { id: 'feste', kind: 'EQUIPMENT', unit: 'PIECES', amount: 30 })
    const use = (id: string, amount: number, from: string, to: string) =>
      addMatch(service, { id, need: 'feste', resource: 'zelt', amount, during: [[from, to]] })
    await use('m-1', 6, '2027-05-01T10:00:00Z', '2027-05-01T12:00:00Z')
    await use('m-2', 3, '2027-05-01T11:00:00Z', '2027-05-01T13:00:00Z')
    await use('m-3', 8, '2027-05-01T13:00:00Z', '2027-05-01T14:00:00Z')
    const rows = await supply(['KIND'], { filter: { kinds: ['EQUIPMENT'] } })
    expect(rows.map(line)).toEqual(['PIECES: 10 9 1 (1) | 30 17 13 (1)'])
  })

  test.each([
    [{ by: [] }, 'dimensions'],
    [{ by: ['KIND', 'FIELD', 'DISTRICT', 'MONTH'] }, 'dimensions'],
    [{ by: ['KIND'], from: '2027-02-01', to: '2027-01-31' }, 'begin'],
    [{ by: ['KIND'], from: '2027-01-31', to: '2030-01-01' }, '36 months'],
    [{ by: ['KIND'], from: '0000-01-01', to: '0000-02-01' }, 'begin'],
  ])('cannot be asked for by %j', async (variables, message) => {
    const { errors } = await service.query(
      `query ($from: LocalDate!, $to: LocalDate!, $by: [SupplyDimension!]!) {
        supplyAndDemand(from: $from, to: $to, by: $by) { unit } }`,
      { ...year, ...variables },
      coordinator,
    )
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(message),
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      }),
    ])
  })

  test('cost one statement, and one more for all districts', async () => {
    service.statements.length = 0
    await supply(['KIND', 'MONTH', 'DISTRICT'])
    expect(service.statements).toHaveLength(2)
  })
})

describe('fairness', () => {
  const fairness = `query ($from: LocalDate!, $to: LocalDate!, $byMonth: Boolean!) {
    matchingFairness(from: $from, to: $to) {
      indexes { month organizations index }
      organizations(first: 2, byMonth: $byMonth) {
        totalCount pageInfo { hasNextPage endCursor }
        edges { node { organization { id } kind unit month asked got waiting share } }
      }
    }
  }`
  interface Fairness {
    matchingFairness: {
      indexes: Row[]
      organizations: {
        totalCount: number
        pageInfo: { hasNextPage: boolean; endCursor: string }
        edges: { node: Row }[]
      }
    }
  }
  const period = { from: '2025-01-01', to: '2025-12-31' }

  beforeAll(async () => {
    const asked = { kind: 'FUNDING', unit: 'EUROS' }
    await addResource(service, { id: 'topf', ...asked, amount: 10_000 })
    const need = (id: string, initiative: string, amount: number, createdAt: string) =>
      addNeed(service, { id, ...asked, initiative, amount, createdAt })
    // On the town's clocks this is March already.
    await need('e-1', 'ini-chor', 100, '2025-02-28T23:30:00Z')
    await need('e-2', 'ini-chor', 300, '2025-04-10T10:00:00Z')
    await need('e-3', 'ini-theater', 200, '2025-04-11T10:00:00Z')
    await need('e-4', 'ini-theater', 1_000, '2024-12-31T22:59:59Z')
    await need('e-5', 'ini-theater', 1_000, '2025-12-31T23:00:00Z')
    await addNeed(service, { id: 'e-6', ...hours, amount: 8, createdAt: '2025-04-12T10:00:00Z' })
    const during: [string, string][] = [['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z']]
    const promise = (id: string, need: string, amount: number, status: 'ACCEPTED' | 'CONFIRMED') =>
      addMatch(service, { id, need, resource: 'topf', amount, status, during })
    await promise('f-1', 'e-1', 100, 'CONFIRMED')
    await promise('f-2', 'e-2', 60, 'CONFIRMED')
    await promise('f-3', 'e-2', 15.5, 'ACCEPTED')
    await promise('f-4', 'e-3', 100, 'CONFIRMED')
  })

  test('is one number for the whole period and each month in which somebody asked', async () => {
    const { matchingFairness } = await ask<Fairness>(fairness, { ...period, byMonth: false })
    // Chor: 160 of 400 euros and none of 8 hours, so 0.2; Theater: 100 of 200 euros.
    const whole = 0.7 ** 2 / (2 * (0.2 ** 2 + 0.5 ** 2))
    // In April: 60 of 300 euros and no hours; 100 of 200 euros.
    const april = 0.6 ** 2 / (2 * (0.1 ** 2 + 0.5 ** 2))
    expect(matchingFairness.indexes).toEqual([
      { month: null, organizations: 2, index: expect.closeTo(whole, 10) },
      { month: '2025-03', organizations: 1, index: 1 },
      { month: '2025-04', organizations: 2, index: expect.closeTo(april, 10) },
    ])
  })

  test('lists what each organization asked for and got, the smallest share first', async () => {
    const first = (await ask<Fairness>(fairness, { ...period, byMonth: false })).matchingFairness
      .organizations
    expect(first.totalCount).toBe(3)
    const all = await pages(first, false)
    expect(all).toEqual([
      { organization: { id: asker }, ...hours, month: null, asked: '8', got: '0', waiting: '0', share: 0 },
      {
        ...{ organization: { id: asker }, kind: 'FUNDING', unit: 'EUROS', month: null },
        ...{ asked: '400', got: '160', waiting: '15.5', share: 0.4 },
      },
      {
        ...{ organization: { id: otherAsker }, kind: 'FUNDING', unit: 'EUROS', month: null },
        ...{ asked: '200', got: '100', waiting: '0', share: 0.5 },
      },
    ])
  })

  test('lists it month by month, too', async () => {
    const first = (await ask<Fairness>(fairness, { ...period, byMonth: true })).matchingFairness.organizations
    expect((await pages(first, true)).map(({ month, asked, got }) => [month, asked, got])).toEqual([
      ['2025-04', '8', '0'],
      ['2025-04', '300', '60'],
      ['2025-04', '200', '100'],
      ['2025-03', '100', '100'],
    ])
  })

  async function pages(
    first: Fairness['matchingFairness']['organizations'],
    byMonth: boolean,
  ): Promise<Row[]> {
    const rows = first.edges.map(({ node }) => node)
    if (!first.pageInfo.hasNextPage) return rows
    const next = await ask<Fairness>(
      fairness
        .replace('first: 2', 'first: 50, after: $after')
        .replace('$byMonth: B', '$after: String, $byMonth: B'),
      { ...period, byMonth, after: first.pageInfo.endCursor },
    )
    return [...rows, ...next.matchingFairness.organizations.edges.map(({ node }) => node)]
  }

  test.each([
    [[1, 1, 1], 1],
    [[1, 0, 0, 0], 0.25],
    [[0.2, 0.5], 0.49 / 0.58],
    [[0, 0], null],
    [[], null],
  ])('of the shares %j is %j', (shares, expected) => {
    const sum = shares.reduce((all, share) => all + share, 0)
    const sumOfSquares = shares.reduce((all, share) => all + share * share, 0)
    const index = jainIndex({ count: shares.length, sum, sumOfSquares })
    expect(index).toEqual(expected === null ? null : expect.closeTo(expected, 12))
  })
})

describe('unmet needs', () => {
  const near = (by: number, unit: string) => [{ resourceId: 'saal', miss: { by, unit } }]
  beforeAll(async () => {
    await addRun(service, 'run-old', { createdAt: '2026-11-20T10:00:00Z' })
    await addRun(service, 'run', { createdAt: '2026-11-21T10:00:00Z' })
    await addRun(service, 'run-what-if', { createdAt: '2026-11-22T10:00:00Z', whatIf: true })
    await addRun(service, 'run-failed', { createdAt: '2026-11-22T11:00:00Z', status: 'FAILED' })
    const seats = (id: string, more: object = {}) => addNeed(service, { id, amount: 20, ...more })
    await seats('u-1')
    await seats('u-2', { initiative: 'ini-theater' })
    await seats('u-3', { district: 'd-2' })
    await seats('u-4')
    await seats('u-5')
    await addNeed(service, { id: 'u-6', ...hours, amount: 7.5 })
    await seats('u-7')
    const distance = (by: number) => ({ rule: 'DISTANCE', resources: 2, nearest: near(by, 'METRES') })
    const time = (by: number, unit: string) => ({
      rule: 'AVAILABILITY',
      resources: 1,
      nearest: near(by, unit),
    })
    await addUnmet(service, 'run', 'u-1', { missing: 20, obstacles: [distance(2_100)] })
    await addUnmet(service, 'run', 'u-2', { missing: 10, obstacles: [distance(500), time(90, 'MINUTES')] })
    await addUnmet(service, 'run', 'u-3', {
      missing: 5,
      obstacles: [distance(900), time(3, 'DAYS')],
      farOff: 2,
    })
    await addUnmet(service, 'run', 'u-4', { missing: 20, obstacles: [time(30, 'MINUTES')], others: ['saal'] })
    await addUnmet(service, 'run', 'u-5', { missing: 1 })
    await addUnmet(service, 'run', 'u-6', { missing: 7.5, offered: 0 })
    await addUnmet(service, 'run', 'u-7', { missing: 20, obstacles: [distance(1)] })
    await service.database.rows(sql`update city.need set status = 'WITHDRAWN', withdrawal_reason = 'R'
      where id = 'u-7'`)
    for (const run of ['run-old', 'run-what-if', 'run-failed']) {
      await addUnmet(service, run, 'u-1', { missing: 11, offered: 0 })
    }
  })

  async function byReason(variables: object = {}): Promise<Row[]> {
    const { reasons } = await ask<{ reasons: Row[] }>(
      `query ($filter: UnmetFilter, $run: ID) { reasons: unmetByReason(filter: $filter, run: $run) {
        reason needs missing { amount unit } nearestMiss { by unit }
      } }`,
      variables,
    )
    return reasons
  }

  async function needs(variables: object = {}): Promise<string[]> {
    const { unmetNeeds } = await ask<{
      unmetNeeds: { edges: { node: { need: { id: string } } }[]; totalCount: number }
    }>(
      `query ($filter: UnmetFilter, $run: ID) { unmetNeeds(filter: $filter, run: $run, first: 100) {
        totalCount edges { node { need { id } missing { amount unit } explanation } }
      } }`,
      variables,
    )
    expect(unmetNeeds.totalCount).toBe(unmetNeeds.edges.length)
    return unmetNeeds.edges.map(({ node }) => node.need.id)
  }

  test('are counted by reason of the last run that really proposed something, with the median of the near misses', async () => {
    expect(await byReason()).toEqual([
      {
        ...{ reason: 'AVAILABILITY', needs: 3, missing: { amount: '35', unit: 'SEATS' } },
        nearestMiss: { by: 30, unit: 'MINUTES' },
      },
      {
        ...{ reason: 'DISTANCE', needs: 3, missing: { amount: '35', unit: 'SEATS' } },
        nearestMiss: { by: 900, unit: 'METRES' },
      },
      { reason: 'GIVEN_TO_OTHERS', needs: 1, missing: { amount: '20', unit: 'SEATS' }, nearestMiss: null },
      { reason: 'NOTHING_OFFERED', needs: 1, missing: { amount: '7.5', unit: 'HOURS' }, nearestMiss: null },
      { reason: 'NOT_ENOUGH', needs: 1, missing: { amount: '1', unit: 'SEATS' }, nearestMiss: null },
      { reason: 'SEVERAL_RULES', needs: 1, missing: { amount: '5', unit: 'SEATS' }, nearestMiss: null },
    ])
  })

  test('are listed by kind and unit, without those that were withdrawn since', async () => {
    expect(await needs()).toEqual(['u-1', 'u-2', 'u-3', 'u-4', 'u-5', 'u-6'])
  })

  test.each([
    [{ reason: 'DISTANCE' }, ['u-1', 'u-2', 'u-3']],
    [{ reason: 'NOTHING_OFFERED' }, ['u-6']],
    [{ reason: 'GIVEN_TO_OTHERS' }, ['u-4']],
    [{ reason: 'NOT_ENOUGH' }, ['u-5']],
    [{ reason: 'SEVERAL_RULES' }, ['u-3']],
    [{ reason: 'SKILLS' }, []],
    [{ kind: 'STAFF_HOURS' }, ['u-6']],
    [{ field: 'EDUCATION' }, ['u-2']],
    [{ district: 'd-2', reason: 'DISTANCE' }, ['u-3']],
  ])('are filtered by %j', async (filter, expected) => {
    expect(await needs({ filter })).toEqual(expected)
    const reasons = (await byReason({ filter })).map(({ reason }) => reason)
    if ('reason' in filter) expect(reasons).toEqual(expected.length > 0 ? [filter.reason] : [])
  })

  test('of another run can be asked for', async () => {
    expect(await needs({ run: 'run-old' })).toEqual(['u-1'])
    expect(await byReason({ run: 'run-what-if' })).toEqual([
      { reason: 'NOTHING_OFFERED', needs: 1, missing: { amount: '11', unit: 'SEATS' }, nearestMiss: null },
    ])
    expect(await needs({ run: 'nothing' })).toEqual([])
  })
})

test.each([
  'supplyAndDemand(from: "2027-01-01", to: "2027-01-31", by: [KIND]) { unit }',
  'matchingFairness(from: "2027-01-01", to: "2027-01-31") { indexes { index } }',
  'unmetNeeds { totalCount }',
  'unmetByReason { reason }',
])('%s is for coordinators only', async (field) => {
  const callers = [
    undefined,
    person,
    memberOf(provider, 'OWNER'),
    keyOf(provider),
    memberOf('org-town'),
    administrator,
  ]
  for (const caller of callers) {
    const { data, errors } = await service.query(`{ it: ${field} }`, {}, caller)
    expect([data, errors?.[0]?.extensions?.code]).toEqual([
      { it: null },
      caller === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    ])
  }
})

test('a period has the months it has a day of, each with these days', () => {
  expect(monthsOf({ from: '2027-12-31', to: '2028-03-01' })).toEqual([
    { month: '2027-12', from: '2027-12-31', to: '2027-12-31' },
    { month: '2028-01', from: '2028-01-01', to: '2028-01-31' },
    { month: '2028-02', from: '2028-02-01', to: '2028-02-29' },
    { month: '2028-03', from: '2028-03-01', to: '2028-03-01' },
  ])
  expect(monthsOf({ from: '2027-01-31', to: '2029-12-01' })).toHaveLength(36)
})
