import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Problem } from '../../../matching/problem.js'
import { engineAmount, writtenAmount } from '../../../services/city/matching/problem/amount.js'
import { loadProblem, type ProblemOptions } from '../../../services/city/matching/problem/load-problem.js'
import { skillAncestors } from '../../../services/city/matching/problem/skill-ancestors.js'
import { unitsOfUse } from '../../../services/city/matching/problem/units.js'
import type { RunScope } from '../../../services/city/matching/run/run-scope.js'
import type { RunningService } from '../../kit/service.js'
import { now } from './kit.js'
import {
  hours,
  initiativeId,
  makeMatches,
  makeNeeds,
  makeResources,
  providerId,
  seekerId,
  weights,
} from './match-kit.js'
import { clearGoods, startTown, weekly } from './matching-kit.js'

const policy = { weights, horizonDays: 30, fairnessDays: 365 }
const everything: RunScope = { kinds: [], fields: [], districts: [], initiatives: [] }

let service: RunningService
beforeAll(async () => {
  service = await startTown()
}, 60_000)
beforeEach(() => clearGoods(service))
afterAll(() => service.stop())

function load(options: Partial<ProblemOptions> = {}): Promise<Problem> {
  return loadProblem(service.database, { policy, now, ...options })
}

const idsOf = (things: readonly { id: string }[]) => things.map(({ id }) => id)

describe('the engine is told', () => {
  test('of a need and a resource everything it matches by', async () => {
    const availability = weekly(['MO', 'TH'], '09:00', '12:30')
    await makeNeeds(service, {
      id: 'n-all',
      kind: 'EXPERTISE',
      unit: 'HOURS',
      amount: '12.5',
      splittable: true,
      smallest_lot: '0.5',
      availability,
      skills: ['skill-interpreting'],
      valid_from: '2026-12-01',
      valid_to: '2027-03-31',
      deadline: '2026-12-20',
      most_sources: 2,
      lat: 51.08,
      lon: 6.31,
      radius_metres: 4_000,
    })
    await makeResources(service, {
      id: 'r-all',
      kind: 'EXPERTISE',
      unit: 'HOURS',
      amount: '100',
      splittable: true,
      sharing: 'POOLED',
      eligible_fields: ['CLIMATE'],
      eligible_organization_kinds: ['ASSOCIATION'],
      eligible_districts: ['05370004-01'],
    })
    const problem = await load()
    expect(problem.needs).toEqual([
      {
        id: 'n-all',
        organizationId: seekerId,
        kind: 'EXPERTISE',
        unit: 'HOURS',
        amount: 1_250,
        splittable: true,
        smallestLot: 50,
        openness: { availability, validFrom: '2026-12-01', validTo: '2027-03-31' },
        place: { lat: 51.08, lon: 6.31 },
        radius: 4_000,
        skills: ['skill-interpreting'],
        deadline: '2026-12-20',
        mostSources: 2,
        field: 'CLIMATE',
        districts: expect.arrayContaining(['05370004-01']),
        organizationKind: expect.any(String),
        priority: 600,
        received: 0,
      },
    ])
    expect(problem.resources).toEqual([
      {
        id: 'r-all',
        organizationId: providerId,
        kind: 'EXPERTISE',
        unit: 'HOURS',
        amount: 10_000,
        splittable: true,
        smallestLot: null,
        openness: { availability: null, validFrom: null, validTo: null },
        place: null,
        radius: null,
        skills: [],
        sharing: 'POOLED',
        eligibility: {
          fields: ['CLIMATE'],
          organizationKinds: ['ASSOCIATION'],
          districts: ['05370004-01'],
        },
      },
    ])
    expect(problem.horizon).toEqual([now.getTime(), now.getTime() + 30 * 86_400_000])
    expect(problem.timeZone).toBe('Europe/Berlin')
    expect(problem.policy.weights).toEqual(weights)
    expect(problem.skillAncestors['skill-interpreting']).toEqual(expect.any(Array))
  })

  test('the place of the initiative where the need has none of its own', async () => {
    const initiative = { organization_id: 'org-radkreis', initiative_id: 'ini-fahrraeder-fuer-alle' }
    await makeNeeds(service, { id: 'n-nowhere' }, { id: 'n-somewhere', ...initiative })
    const [place] = await service.database.rows(
      sql`select lat, lon from city.initiative where id = 'ini-fahrraeder-fuer-alle'`,
    )
    expect(place).toEqual({ lat: expect.any(Number), lon: expect.any(Number) })
    expect((await load()).needs.map((need) => need.place)).toEqual([null, place])
  })

  test('nothing of what is withdrawn, over, not public, or of somebody who is not verified', async () => {
    const own = { organization_id: 'org-radkreis', initiative_id: 'ini-fahrraeder-fuer-alle' }
    await makeNeeds(
      service,
      { id: 'n-1' },
      { id: 'n-withdrawn', status: 'WITHDRAWN', withdrawal_reason: 'x' },
      { id: 'n-over', valid_to: '2026-11-22' },
      { id: 'n-paused', initiative_id: 'ini-lesepaten' },
      { id: 'n-draft', initiative_id: 'ini-solarberatung' },
      { id: 'n-2', ...own },
    )
    await makeResources(
      service,
      { id: 'r-1' },
      { id: 'r-withdrawn', status: 'WITHDRAWN', withdrawal_reason: 'x' },
      { id: 'r-over', valid_to: '2026-11-22' },
      { id: 'r-today', valid_to: '2026-11-23' },
      { id: 'r-other-unit', unit: 'HOURS' },
      { id: 'r-2', organization_id: 'org-radkreis' },
    )
    const found = await load()
    expect(idsOf(found.needs)).toEqual(['n-1', 'n-2'])
    expect(idsOf(found.resources)).toEqual(['r-1', 'r-2', 'r-today'])

    const set = (columns: string) =>
      service.database.rows(sql`update city.organization set ${sql.raw(columns)} where id = 'org-radkreis'`)
    for (const columns of [
      `suspended_at = now(), suspension_reason = 'x'`,
      `suspended_at = null, suspension_reason = null, verified_until = '2026-11-22'`,
    ]) {
      await set(columns)
      const left = await load()
      expect([idsOf(left.needs), idsOf(left.resources)]).toEqual([['n-1'], ['r-1', 'r-today']])
    }
    await set(`verified_until = '2028-11-22'`)
  })

  test('what is in the scope, and what is named', async () => {
    await makeNeeds(
      service,
      { id: 'n-climate' },
      { id: 'n-vehicle', kind: 'VEHICLE' },
      { id: 'n-mobility', organization_id: 'org-radkreis', initiative_id: 'ini-fahrraeder-fuer-alle' },
    )
    await makeResources(service, { id: 'r-1' }, { id: 'r-2' }, { id: 'r-vehicle', kind: 'VEHICLE' })
    const needs = async (scope: Partial<RunScope>) =>
      idsOf((await load({ scope: { ...everything, ...scope } })).needs)
    expect(await needs({})).toEqual(['n-climate', 'n-mobility', 'n-vehicle'])
    expect(await needs({ kinds: ['VEHICLE' as never] })).toEqual(['n-vehicle'])
    expect(await needs({ fields: ['MOBILITY' as never] })).toEqual(['n-mobility'])
    expect(await needs({ initiatives: [initiativeId], kinds: ['SPACE' as never] })).toEqual(['n-climate'])
    expect(await needs({ districts: ['05370004-05'], fields: ['MOBILITY' as never] })).toEqual(['n-mobility'])
    expect(await needs({ districts: ['nowhere'] })).toEqual([])
    const named = await load({ needIds: ['n-climate'], resourceIds: ['r-2', 'r-vehicle'] })
    expect([idsOf(named.needs), idsOf(named.resources)]).toEqual([['n-climate'], ['r-2']])
  })

  test('what is promised, whoever promised it, and when', async () => {
    await makeNeeds(
      service,
      { id: 'n-1' },
      { id: 'n-else', initiative_id: 'ini-fahrraeder-fuer-alle', organization_id: 'org-radkreis' },
    )
    await makeResources(service, { id: 'r-1', splittable: true, sharing: 'POOLED' }, { id: 'r-else' })
    await makeMatches(
      service,
      { need: 'n-1', resource: 'r-else', amount: '15', status: 'CONFIRMED' },
      {
        need: 'n-else',
        resource: 'r-1',
        amount: '10',
        status: 'ACCEPTED',
        during: [hours('2026-12-01', 9, 12), hours('2026-12-02', 9, 10)],
      },
      { need: 'n-1', resource: 'r-1', status: 'PROPOSED' },
    )
    const { allocations } = await load({ needIds: ['n-1'], resourceIds: ['r-1'] })
    const at = (moment: string) => Date.parse(moment)
    expect(allocations).toEqual([
      {
        needId: 'n-1',
        resourceId: 'r-else',
        amount: 1_500,
        windows: [[at('2026-12-01T09:00:00Z'), at('2026-12-01T12:00:00Z')]],
      },
      {
        needId: 'n-else',
        resourceId: 'r-1',
        amount: 1_000,
        windows: [
          [at('2026-12-01T09:00:00Z'), at('2026-12-01T12:00:00Z')],
          [at('2026-12-02T09:00:00Z'), at('2026-12-02T10:00:00Z')],
        ],
      },
    ])
  })

  test('the pairs that were turned down in the last 180 days, until one of the two is changed', async () => {
    await makeNeeds(service, { id: 'n-1', updated_at: '2026-10-01T00:00:00Z' })
    await makeResources(
      service,
      ...['declined', 'refused', 'long-ago', 'changed', 'released'].map((name) => ({
        id: `r-${name}`,
        updated_at: name === 'changed' ? '2026-11-20T00:00:00Z' : null,
      })),
    )
    const turnedDown = (name: string, status: string, endedAt: string) =>
      service.database.rows(sql`insert into city.match
          (id, need_id, resource_id, amount, during, status, end_reason, created_at, accepted_at, ended_at)
        values (${name}, 'n-1', ${`r-${name}`}, 40, '{[2026-12-01,2026-12-02)}', ${status}, 'x', ${now}, ${now}, ${endedAt})`)
    await turnedDown('declined', 'DECLINED', '2026-11-01T00:00:00Z')
    await turnedDown('refused', 'REFUSED', '2026-11-01T00:00:00Z')
    await turnedDown('long-ago', 'DECLINED', '2026-05-01T00:00:00Z')
    await turnedDown('changed', 'DECLINED', '2026-11-01T00:00:00Z')
    await turnedDown('released', 'RELEASED', '2026-11-01T00:00:00Z')
    expect((await load()).declined).toEqual([
      { needId: 'n-1', resourceId: 'r-declined' },
      { needId: 'n-1', resourceId: 'r-refused' },
    ])
    await service.database.rows(sql`update city.need set updated_at = '2026-11-02' where id = 'n-1'`)
    expect((await load()).declined).toEqual([])
  })

  test('how much the roadmap wants it: the most important open item counts', async () => {
    await makeNeeds(
      service,
      { id: 'n-medium' },
      { id: 'n-none', initiative_id: 'ini-fahrraeder-fuer-alle', organization_id: 'org-radkreis' },
    )
    const priorities = async () => (await load()).needs.map(({ priority }) => priority)
    const { database } = service
    const unlink = sql`delete from city.roadmap_item_initiative where initiative_id = 'ini-fahrraeder-fuer-alle'`
    await database.rows(unlink)
    expect(await priorities()).toEqual([600, 0])
    const link = (item: string) =>
      database.rows(sql`insert into city.roadmap_item_initiative (roadmap_item_id, initiative_id)
        values (${item}, 'ini-fahrraeder-fuer-alle')`)
    await link('rm-terminvergabe')
    expect(await priorities()).toEqual([600, 0])
    await link('rm-lotsen')
    expect(await priorities()).toEqual([600, 1000])
  })

  test('how much of what it asked for each organization got lately, the mean over kinds and units', async () => {
    await makeNeeds(
      service,
      { id: 'n-seats', splittable: true },
      { id: 'n-euros', kind: 'FUNDING', unit: 'EUROS', amount: '1000', splittable: true },
      { id: 'n-other', organization_id: 'org-radkreis', initiative_id: 'ini-fahrraeder-fuer-alle' },
    )
    await makeResources(service, { id: 'r-1', splittable: true, sharing: 'POOLED' })
    await makeMatches(service, { need: 'n-seats', resource: 'r-1', amount: '20', status: 'ACCEPTED' })
    const received = async () => (await load()).needs.map((need) => [need.id, need.received] as const).sort()
    // Half of the seats, none of the euros.
    expect(await received()).toEqual([
      ['n-euros', 250],
      ['n-other', 0],
      ['n-seats', 250],
    ])
    await service.database.rows(
      sql`update city.match set accepted_at = ${new Date(now.getTime() - 366 * 86_400_000)}`,
    )
    expect((await received()).map(([, points]) => points)).toEqual([0, 0, 0])
  })

  test('what is taken to be other than it is', async () => {
    await makeNeeds(service, { id: 'n-1' }, { id: 'n-2' })
    await makeResources(service, { id: 'r-1' }, { id: 'r-2' })
    const others = { ...weights, COST: 100 }
    const variation = {
      weights: others,
      withoutNeeds: ['n-2'],
      withoutResources: ['r-1'],
      amounts: [{ resourceId: 'r-2', amount: '75' }],
    }
    const problem = await load({ variation })
    expect(idsOf(problem.needs)).toEqual(['n-1'])
    expect(problem.resources.map(({ id, amount }) => [id, amount])).toEqual([['r-2', 7_500]])
    expect(problem.policy.weights).toEqual(others)
    expect((await load({ variation, weights })).policy.weights).toEqual(weights)
  })

  test('with the same number of statements however much there is', async () => {
    const count = async () => {
      let statements = 0
      await loadProblem(
        {
          rows: (statement) => {
            statements += 1
            return service.database.rows(statement)
          },
        },
        { policy, now },
      )
      return statements
    }
    const before = await count()
    await makeNeeds(service, ...Array.from({ length: 50 }, () => ({})))
    await makeResources(service, ...Array.from({ length: 50 }, () => ({})))
    expect(await count()).toBe(before)
  })
})

describe('amounts', () => {
  test('go to the engine and back exactly', () => {
    for (const amount of ['0.01', '1.00', '1250.50', '9999999999.99'])
      expect(writtenAmount(engineAmount(amount))).toBe(amount)
    expect(engineAmount('7.5')).toBe(750)
    expect(engineAmount('99999999999999.99')).toBe(1e12)
    expect(() => engineAmount('0')).toThrow(TypeError)
  })

  test('are spent, take time, or are held', () => {
    expect(unitsOfUse).toEqual({
      HOURS: { use: 'TIME', counts: 'HOURS', whole: false },
      DAYS: { use: 'TIME', counts: 'DAYS', whole: false },
      EUROS: { use: 'SPENT', whole: false },
      PIECES: { use: 'HELD', whole: true },
      SEATS: { use: 'HELD', whole: true },
      SQUARE_METRES: { use: 'HELD', whole: false },
    })
  })
})

test('skills stand below more general ones, also if they go round in a circle', () => {
  const skills = [
    { id: 'a', parentId: null },
    { id: 'b', parentId: 'a' },
    { id: 'c', parentId: 'b' },
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ]
  expect(skillAncestors(skills)).toEqual({ a: [], b: ['a'], c: ['b', 'a'], x: ['y'], y: ['x'] })
})
