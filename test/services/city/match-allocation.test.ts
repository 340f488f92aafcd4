import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { ledgerFaults } from '../../kit/ledger-faults.js'
import { type RunningService, startService } from '../../kit/service.js'
import { entriesOf } from './goods-kit.js'
import { now } from './kit.js'
import {
  attempt,
  type Columns,
  done,
  hours,
  ledger,
  makeMatches,
  makeNeeds,
  makeProposal,
  makeResources,
  provider,
  seeker,
} from './match-kit.js'
import { asOwner } from './organizations-kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())
afterEach(async () => expect(await asOwner(service, ledgerFaults)).toEqual([]))

const zone = 'Europe/Berlin'
const open = (...weekly: object[]) => ({ timeZone: zone, weekly, dates: [], closedOn: [] })

async function pair(need: Columns = {}, resource: Columns = {}) {
  const [needId = ''] = await makeNeeds(service, need)
  const [resourceId = ''] = await makeResources(service, resource)
  return { needId, resourceId, amount: '40' }
}

const window = (day: string, from: number, to: number) => {
  const [begin = '', end = ''] = hours(day, from, to).slice(1, -1).split(',')
  return { from: begin, to: end }
}

describe('by hand', () => {
  test('a coordinator gives a resource to a need, whenever both can, and the provider is asked', async () => {
    const given = await pair(
      { availability: open({ days: ['MO'], from: '18:00', to: '20:00' }), valid_to: '2026-12-14' },
      { availability: open({ days: ['MO', 'TU'], from: '16:00', to: '22:00' }) },
    )
    const match = await done(service, 'allocateResource', given)
    expect(match).toMatchObject({
      status: 'ACCEPTED',
      version: 1,
      // Mondays from the 23rd of November to the 14th of December.
      span: { from: '2026-11-23T17:00:00.000Z', to: '2026-12-14T19:00:00.000Z' },
      confirmBy: '2026-12-07T07:00:00.000Z',
    })
    expect(await ledger(service, given)).toMatchObject({ bookings: 4, missing: '0' })
    expect((await entriesOf(service, match.id)).map(({ action, operation }) => [action, operation])).toEqual([
      ['allocateResource', 'INSERT'],
    ])
    await done(service, 'confirmMatch', { id: match.id, version: 1 }, provider)
  })

  test('hours are placed as early as can be, round what is booked, where one at a time uses them', async () => {
    const hoursOf = { unit: 'HOURS', splittable: true }
    const given = await pair({ ...hoursOf, amount: '10' }, { ...hoursOf, amount: '50' })
    await done(service, 'allocateResource', {
      ...given,
      amount: '2',
      windows: [window('2026-11-23', 8, 10)],
    })
    const [needId] = await makeNeeds(service, { ...hoursOf, amount: '3' })
    const { span } = await done(service, 'allocateResource', { ...given, needId, amount: '3' })
    // From now on, but for the two hours that are taken.
    expect(span).toEqual({ from: now.toISOString(), to: '2026-11-23T12:00:00.000Z' })
    expect(await ledger(service, given)).toMatchObject({ bookings: 3, free: ['45'] })
  })

  test('days in the night the clocks are changed are days', async () => {
    const days = { unit: 'DAYS', splittable: true, valid_from: '2027-03-27' }
    const given = await pair({ ...days, amount: '2' }, { ...days, amount: '9' })
    const { span } = await done(service, 'allocateResource', { ...given, amount: '2' })
    // The second day has 23 hours.
    expect(span).toEqual({ from: '2027-03-26T23:00:00.000Z', to: '2027-03-28T22:00:00.000Z' })
  })

  test('an open proposal for the two is superseded, and what was declined before may be given', async () => {
    const { id, needId, resourceId } = await makeProposal(service)
    const declined = await makeMatches(service, { need: needId, resource: resourceId, status: 'DECLINED' })
    await done(service, 'allocateResource', { needId, resourceId, amount: '40' })
    const rows = await service.database.rows(
      sql`select status from city.match where id = any(${[id, ...declined]}) order by status`,
    )
    expect(rows).toEqual([{ status: 'DECLINED' }, { status: 'SUPERSEDED' }])
  })
})

describe('nothing is given that the engine would not propose:', () => {
  const broken: [rule: string, need: Columns, resource: Columns, miss: object][] = [
    ['DEADLINE', { deadline: '2026-11-21' }, {}, { by: 2, unit: 'DAYS' }],
    ['ELIGIBILITY', {}, { eligible_fields: ['HEALTH'] }, { by: 1, unit: 'CONDITIONS', lacking: ['fields'] }],
    ['SKILLS', { skills: ['skill-appliance-testing'] }, {}, { by: 1, unit: 'SKILLS' }],
    ['SMALLEST_LOT', { amount: '45' }, {}, { by: 500, unit: 'HUNDREDTHS' }],
    [
      'AVAILABILITY',
      { availability: open({ days: ['MO'], from: '18:00', to: '20:00' }), valid_to: '2026-11-23' },
      { availability: open({ days: ['MO'], from: '18:00', to: '19:30' }) },
      { by: 30, unit: 'MINUTES' },
    ],
  ]

  test.each(broken)('%s', async (rule, need, resource, miss) => {
    const given = await pair(need, resource)
    for (const lang of ['DE', 'EN']) {
      const { code, message, extensions } = await attempt(service, 'allocateResource', {
        ...given,
        amount: String(need.amount ?? '40'),
        lang,
      })
      expect({ code, extensions }).toMatchObject({
        code: 'BAD_USER_INPUT',
        extensions: { obstacles: [{ rule, miss, message }] },
      })
      expect(message).toMatch(/^[A-ZÄÖÜ].*\.$/)
    }
    expect(await ledger(service, given)).toEqual({ bookings: 0, free: [], missing: null })
  })

  test('all rules that are broken are told at once', async () => {
    const given = await pair(
      { deadline: '2026-11-21', skills: ['skill-appliance-testing'] },
      { eligible_fields: ['HEALTH'] },
    )
    const { extensions } = await attempt(service, 'allocateResource', given)
    expect((extensions.obstacles as { rule: string }[]).map(({ rule }) => rule)).toEqual([
      'DEADLINE',
      'ELIGIBILITY',
      'SKILLS',
    ])
  })

  test('from more resources than the need allows', async () => {
    const given = await pair({ splittable: true, most_sources: 1, amount: '50' })
    await done(service, 'allocateResource', { ...given, amount: '40' })
    const [resourceId] = await makeResources(service, {})
    expect(await attempt(service, 'allocateResource', { ...given, resourceId, amount: '10' })).toMatchObject({
      code: 'CONFLICT',
      extensions: { reason: 'ENOUGH_SOURCES' },
    })
  })

  test('what is of another kind, or not to be had', async () => {
    const given = await pair({}, { unit: 'SQUARE_METRES' })
    expect(await attempt(service, 'allocateResource', given)).toMatchObject({
      code: 'STATE_REFUSED',
      extensions: { reasons: [{ code: 'DIFFERENT_KIND' }] },
    })
    const paused = await pair(
      { initiative_id: 'ini-solarberatung' },
      { status: 'WITHDRAWN', withdrawal_reason: 'x' },
    )
    const { extensions } = await attempt(service, 'allocateResource', paused)
    expect((extensions.reasons as { code: string }[]).map(({ code }) => code)).toEqual([
      'INITIATIVE_NOT_PUBLISHED',
      'RESOURCE_WITHDRAWN',
    ])
  })

  test('what is taken, with until when', async () => {
    const given = await pair()
    await done(service, 'allocateResource', { ...given, windows: [window('2026-12-01', 9, 12)] })
    const [needId] = await makeNeeds(service, {})
    const refused = await attempt(service, 'allocateResource', {
      ...given,
      needId,
      lang: 'EN',
      windows: [window('2026-12-01', 11, 14)],
    })
    expect(refused).toMatchObject({
      code: 'CONFLICT',
      message:
        'It is given to somebody else at that time (1 Dec 2026, 10:00 to 1 Dec 2026, 13:00). Choose another time or another offer.',
      extensions: {
        reason: 'TAKEN',
        taken: { from: '2026-12-01T09:00:00+00:00', to: '2026-12-01T12:00:00+00:00' },
      },
    })
    await done(service, 'allocateResource', { ...given, needId, windows: [window('2026-12-01', 12, 14)] })
  })
})

describe('hours that are named', () => {
  test('lie within those of both', async () => {
    const given = await pair({}, { availability: open({ days: ['TU'], from: '09:00', to: '12:00' }) })
    expect(
      await attempt(service, 'allocateResource', { ...given, windows: [window('2026-12-01', 8, 12)] }),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      extensions: { obstacles: [{ rule: 'AVAILABILITY', miss: { by: 60, unit: 'MINUTES' } }] },
    })
    const match = await done(service, 'allocateResource', {
      ...given,
      windows: [window('2026-12-01', 8, 11)],
    })
    expect(match.span).toEqual({ from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T11:00:00.000Z' })
  })

  test('are long enough for the hours that are given', async () => {
    const hoursOf = { unit: 'HOURS', splittable: true }
    const given = await pair(hoursOf, hoursOf)
    expect(
      await attempt(service, 'allocateResource', {
        ...given,
        amount: '3.5',
        windows: [window('2026-12-01', 9, 12)],
      }),
    ).toMatchObject({ code: 'CONFLICT', extensions: { reason: 'NOT_ENOUGH_LEFT', free: { amount: '3.00' } } })
  })

  test('are ahead, in order, and not too many', async () => {
    const given = await pair()
    const problems = async (...windows: object[]) => {
      const { code, extensions } = await attempt(service, 'allocateResource', { ...given, windows })
      expect(code).toBe('BAD_USER_INPUT')
      const found = extensions.problems as { path: (string | number)[]; code: string }[]
      return found.map(({ path, code: problem }) => [path.join('.'), problem])
    }
    expect(await problems()).toEqual([['windows', 'TOO_FEW']])
    expect(await problems(window('2026-12-01', 9, 9), window('2026-11-22', 9, 10))).toEqual([
      ['windows.0.to', 'PERIOD_REVERSED'],
      ['windows.1.from', 'OUT_OF_RANGE'],
    ])
    expect(await problems(window('9999-12-01', 9, 10))).toEqual([['windows.0.to', 'OUT_OF_RANGE']])
    const many = Array.from({ length: 401 }, () => window('2026-12-01', 9, 10))
    expect(await problems(...many)).toEqual([['windows', 'TOO_MANY']])
  })
})

describe('who may not', () => {
  test('allocate: either side, a coordinator who belongs to one, and strangers, who do not learn what is there', async () => {
    const given = await pair()
    const partial: Caller = { ...seeker, subject: 'partial', roles: ['coordinator'] }
    for (const caller of [provider, seeker, partial]) {
      expect(await attempt(service, 'allocateResource', given, caller)).toMatchObject({ code: 'FORBIDDEN' })
    }
    expect(await attempt(service, 'allocateResource', { ...given, needId: 'none' }, provider)).toMatchObject({
      code: 'FORBIDDEN',
    })
    expect(await attempt(service, 'allocateResource', { ...given, needId: 'none' })).toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('at the same instant', () => {
  test('two accepts, one by hand, and a run that proposes: the hall is given once', async () => {
    for (let round = 0; round < 10; round++) {
      const [resource = ''] = await makeResources(service, {})
      const one = await makeProposal(service, { resource })
      const two = await makeProposal(service, { resource, during: [hours('2026-12-01', 11, 14)] })
      const [needId = ''] = await makeNeeds(service, {})
      const [first, second, byHand] = await Promise.all([
        attempt(service, 'acceptMatch', { id: one.id, version: 1 }),
        attempt(service, 'acceptMatch', { id: two.id, version: 1 }),
        attempt(service, 'allocateResource', {
          needId,
          resourceId: resource,
          amount: '40',
          windows: [window('2026-12-01', 10, 13)],
        }),
        makeProposal(service, { resource, during: [hours('2026-12-01', 8, 15)] }),
      ])
      const outcomes = [first, second, byHand].map(({ match, code, extensions }) =>
        match === null ? `${code} ${extensions.reason}` : match.status,
      )
      expect(outcomes.sort()).toEqual(['ACCEPTED', 'CONFLICT TAKEN', 'CONFLICT TAKEN'])
      expect(await asOwner(service, ledgerFaults)).toEqual([])
    }
  })

  test('many want a part of a pool: as much as there is, is given', async () => {
    const pooled = { sharing: 'POOLED', splittable: true, unit: 'HOURS', kind: 'STAFF_HOURS' }
    const [resourceId = ''] = await makeResources(service, { ...pooled, amount: '50' })
    const need = { unit: 'HOURS', kind: 'STAFF_HOURS', amount: '7' }
    const needIds = await makeNeeds(service, ...Array.from({ length: 12 }, () => need))
    const outcomes = await Promise.all(
      needIds.map((needId) => attempt(service, 'allocateResource', { needId, resourceId, amount: '7' })),
    )
    const codes = outcomes.map(
      ({ match, code, extensions }) => match?.status ?? `${code} ${extensions.reason}`,
    )
    expect(codes.sort()).toEqual([...Array(7).fill('ACCEPTED'), ...Array(5).fill('CONFLICT NOT_ENOUGH_LEFT')])
  })

  test('one need is not filled twice', async () => {
    const [needId = ''] = await makeNeeds(service, {})
    const resourceIds = await makeResources(service, {}, {}, {})
    const outcomes = await Promise.all(
      resourceIds.map((resourceId) =>
        attempt(service, 'allocateResource', { needId, resourceId, amount: '40' }),
      ),
    )
    const codes = outcomes.map(
      ({ match, code, extensions }) => match?.status ?? `${code} ${extensions.reason}`,
    )
    expect(codes.sort()).toEqual(['ACCEPTED', 'CONFLICT NEED_FILLED', 'CONFLICT NEED_FILLED'])
  })
})
