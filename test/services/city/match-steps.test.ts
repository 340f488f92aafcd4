import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { entriesOf, eventsOf } from './goods-kit.js'
import { now } from './kit.js'
import {
  attempt,
  done,
  hours,
  initiativeId,
  ledger,
  makeProposal,
  matchIn,
  provider,
  providerId,
  seeker,
  seekerId,
  stranger,
} from './match-kit.js'

const reason = 'ein Grund'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

describe('a proposal', () => {
  test('that is accepted is booked, and the provider is asked to confirm it before it is used', async () => {
    const made = await makeProposal(service)
    expect(await ledger(service, made)).toEqual({ bookings: 0, free: [], missing: null })
    const accepted = await done(service, 'acceptMatch', { id: made.id, version: 1 })
    expect(accepted).toMatchObject({
      status: 'ACCEPTED',
      version: 2,
      quantity: { amount: '40', unit: 'SEATS' },
      span: { from: '2026-12-01T09:00:00.000Z', to: '2026-12-01T12:00:00.000Z' },
      confirmBy: '2026-12-01T09:00:00.000Z',
      acceptedAt: now.toISOString(),
      confirmedAt: null,
    })
    expect(await ledger(service, made)).toEqual({ bookings: 1, free: ['40', '0', '40'], missing: '0' })
  })

  test('that is accepted and then refused or released is free again, and nothing is left of it', async () => {
    for (const [mutation, status, caller] of [
      ['refuseMatch', 'REFUSED', provider],
      ['releaseMatch', 'RELEASED', seeker],
    ] as const) {
      const made = await matchIn(service, 'ACCEPTED')
      const ended = await done(service, mutation, { id: made.id, version: 2, reason: ` ${reason} ` }, caller)
      expect(ended).toMatchObject({ status, version: 3, endReason: reason, endedAt: now.toISOString() })
      expect(await ledger(service, made)).toEqual({ bookings: 0, free: [], missing: '40' })
    }
  })

  test('that is confirmed stays booked, and can still be released', async () => {
    const made = await matchIn(service, 'ACCEPTED')
    const confirmed = await done(service, 'confirmMatch', { id: made.id, version: 2 }, provider)
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', version: 3, confirmedAt: now.toISOString() })
    expect(await ledger(service, made)).toMatchObject({ bookings: 1, missing: '0' })
    await done(service, 'releaseMatch', { id: made.id, version: 3, reason }, provider)
    expect(await ledger(service, made)).toMatchObject({ bookings: 0, missing: '40' })
  })

  test('that is declined books nothing', async () => {
    const made = await makeProposal(service)
    const declined = await done(service, 'declineMatch', { id: made.id, version: 1, reason })
    expect(declined).toMatchObject({ status: 'DECLINED', endReason: reason, acceptedAt: null })
    expect(await ledger(service, made)).toEqual({ bookings: 0, free: [], missing: null })
  })

  test('of a run that only asks what would be, can never be accepted', async () => {
    const { id } = await makeProposal(service, { status: 'WHAT_IF' })
    expect(await attempt(service, 'acceptMatch', { id, version: 1 })).toMatchObject({
      code: 'STATE_REFUSED',
      extensions: { status: 'WHAT_IF', fits: ['PROPOSED'] },
    })
    const past = service.database.rows(
      sql`update city.match set status = 'ACCEPTED', accepted_at = now() where id = ${id}`,
    )
    await expect(past).rejects.toMatchObject({ constraint: 'match_ended_check' })
  })
})

describe('in each state', () => {
  const steps: readonly [mutation: string, by: Caller, given?: object][] = [
    ['acceptMatch', coordinator],
    ['declineMatch', coordinator, { reason }],
    ['changeMatchAmount', coordinator, { amount: '40' }],
    ['confirmMatch', provider],
    ['refuseMatch', provider, { reason }],
    ['releaseMatch', coordinator, { reason }],
  ]
  const possible: Readonly<Record<string, readonly string[]>> = {
    PROPOSED: ['acceptMatch', 'declineMatch'],
    ACCEPTED: ['changeMatchAmount', 'confirmMatch', 'refuseMatch', 'releaseMatch'],
    CONFIRMED: ['changeMatchAmount', 'releaseMatch'],
    DECLINED: [],
    REFUSED: [],
    RELEASED: [],
  }

  test.each(Object.keys(possible))('%s, only what fits it is done', async (status) => {
    for (const [mutation, by, given] of steps) {
      const { id, version } = await matchIn(service, status)
      const { code, extensions } = await attempt(service, mutation, { id, version, ...given }, by)
      const isDone = possible[status]?.includes(mutation)
      // What was never accepted is not there for the provider.
      const isSeen = by === coordinator || !['PROPOSED', 'DECLINED'].includes(status)
      expect({ mutation, code }).toEqual({
        mutation,
        code: isDone ? undefined : isSeen ? 'STATE_REFUSED' : 'NOT_FOUND',
      })
      if (!isDone && isSeen) expect(extensions).toMatchObject({ status })
    }
  })

  test('a version that is not the current one is refused, with what is', async () => {
    const { id } = await matchIn(service, 'ACCEPTED')
    expect(await attempt(service, 'confirmMatch', { id, version: 1 }, provider)).toMatchObject({
      code: 'CONFLICT',
      extensions: {
        current: {
          id,
          version: 2,
          status: 'ACCEPTED',
          quantity: { amount: '40', unit: 'SEATS' },
          confirmBy: '2026-12-01T09:00:00.000Z',
        },
      },
    })
  })

  test('a retry with the same key gets the first answer', async () => {
    const { id } = await makeProposal(service)
    const sent = { id, version: 1, idempotencyKey: randomUUID() }
    const first = await done(service, 'acceptMatch', sent)
    expect(await done(service, 'acceptMatch', sent)).toEqual(first)
  })
})

describe('who may', () => {
  const partialToProvider: Caller = { ...provider, subject: 'partial', roles: ['coordinator'] }
  const partialToSeeker: Caller = { ...seeker, subject: 'partial', roles: ['coordinator'] }
  const outsiders: Record<string, Caller> = {
    anonymous,
    person,
    administrator,
    stranger,
    strangersKey: keyOf('org-radkreis'),
    townMember: memberOf('org-town', 'OWNER'),
  }
  const readOnlyKey = keyOf(providerId, ['read', 'initiatives:write'])
  const mayNot: Record<string, { status: string; given?: object; callers: Record<string, Caller> }> = {
    acceptMatch: { status: 'PROPOSED', callers: { provider, seeker, partialToProvider, partialToSeeker } },
    declineMatch: {
      status: 'PROPOSED',
      given: { reason },
      callers: { provider, seeker, partialToProvider, partialToSeeker },
    },
    changeMatchAmount: {
      status: 'ACCEPTED',
      given: { amount: '30' },
      callers: { provider, seeker, partialToProvider, partialToSeeker },
    },
    confirmMatch: { status: 'ACCEPTED', callers: { coordinator, seeker, readOnlyKey } },
    refuseMatch: { status: 'ACCEPTED', given: { reason }, callers: { coordinator, seeker, readOnlyKey } },
    releaseMatch: { status: 'ACCEPTED', given: { reason }, callers: { readOnlyKey } },
  }

  test.each(Object.keys(mayNot))('not: %s', async (mutation) => {
    const { status, given, callers } = mayNot[mutation] ?? { status: '', callers: {} }
    const { id, version } = await matchIn(service, status)
    for (const [name, caller] of Object.entries({ ...outsiders, ...callers })) {
      const { match, code } = await attempt(service, mutation, { id, version, ...given }, caller)
      expect({ name, match, code: String(code) }).toMatchObject({ name, match: null })
      expect(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']).toContain(code)
    }
    const [stored] = await service.database.rows(sql`select status, version from city.match where id = ${id}`)
    expect(stored).toEqual({ status, version })
  })

  test('so that strangers cannot tell a match from none', async () => {
    const { id, version } = await matchIn(service, 'ACCEPTED')
    const told = (given: string) =>
      attempt(service, 'confirmMatch', { id: given, version }, stranger).then(({ code, message }) => [
        code,
        message?.replace(given, '…'),
      ])
    expect(await told(id)).toEqual(await told('no-match'))
  })

  test('keys of the provider with the scope, and both sides to release', async () => {
    const key = keyOf(providerId, ['goods:write', 'read'])
    const { id } = await matchIn(service, 'ACCEPTED')
    await done(service, 'confirmMatch', { id, version: 2 }, key)
    await done(service, 'releaseMatch', { id, version: 3, reason }, keyOf(seekerId))
  })

  test('coordinators for what the town itself offers', async () => {
    const { id } = await makeProposal(service, { resource: { organization_id: 'org-town' } })
    await done(service, 'acceptMatch', { id, version: 1 })
    await done(service, 'confirmMatch', { id, version: 2 }, coordinator)
  })

  test('nobody but coordinators for an organization that is suspended', async () => {
    const { id } = await matchIn(service, 'ACCEPTED')
    const suspend = (at: Date | null) =>
      service.database.rows(sql`update city.organization
        set suspended_at = ${at}, suspension_reason = ${at && 'darum'} where id = ${providerId}`)
    await suspend(now)
    expect(await attempt(service, 'confirmMatch', { id, version: 2 }, provider)).toMatchObject({
      code: 'ORGANIZATION_SUSPENDED',
    })
    await done(service, 'releaseMatch', { id, version: 2, reason }, coordinator)
    await suspend(null)
  })
})

describe('what is not right any more when a proposal is accepted', () => {
  async function refusal(
    change: (made: { needId: string; resourceId: string }) => Promise<unknown>,
    given = {},
  ) {
    const made = await makeProposal(service, { need: { deadline: '2026-11-30' } })
    await change(made)
    return attempt(service, 'acceptMatch', { id: made.id, version: 1, lang: 'EN', ...given })
  }
  const set =
    (table: 'need' | 'resource', column: string, value: unknown) => (made: Record<string, string>) =>
      service.database.rows(sql`update ${sql.table(`city.${table}`)} set ${sql.ref(column)} = ${value},
      withdrawal_reason = ${value === 'WITHDRAWN' ? 'x' : null} where id = ${made[`${table}Id`]}`)

  test.each([
    ['need', 'status', 'WITHDRAWN', 'NEED_WITHDRAWN'],
    ['need', 'valid_to', '2026-11-22', 'NEED_OVER'],
    ['need', 'initiative_id', 'ini-solarberatung', 'INITIATIVE_NOT_PUBLISHED'],
    ['resource', 'status', 'WITHDRAWN', 'RESOURCE_WITHDRAWN'],
    ['resource', 'valid_to', '2026-11-22', 'RESOURCE_OVER'],
  ] as const)('of the %s: %s is %s', async (table, column, value, code) => {
    const { code: refused, message, extensions } = await refusal(set(table, column, value))
    expect({ refused, extensions }).toMatchObject({
      refused: 'STATE_REFUSED',
      extensions: { reasons: [{ code, message }] },
    })
  })

  test('that the deadline has passed, or the hours have changed, in words', async () => {
    const late = await refusal(set('need', 'deadline', '2026-11-22'))
    expect(late).toMatchObject({
      code: 'STATE_REFUSED',
      extensions: { obstacles: [{ rule: 'DEADLINE', miss: { by: 1, unit: 'DAYS' } }] },
    })
    expect(late.message).toBe((late.extensions.obstacles as { message: string }[])[0]?.message)
    const closed = {
      timeZone: 'Europe/Berlin',
      weekly: [{ days: ['MO'], from: '10:00', to: '12:00' }],
      dates: [],
      closedOn: [],
    }
    expect(await refusal(set('resource', 'availability', JSON.stringify(closed)))).toMatchObject({
      code: 'STATE_REFUSED',
      extensions: { obstacles: [{ rule: 'AVAILABILITY', miss: { by: 180, unit: 'MINUTES' } }] },
    })
  })

  test('that its time is over', async () => {
    const { id } = await makeProposal(service, { during: [hours('2026-11-20', 9, 12)] })
    expect(await attempt(service, 'acceptMatch', { id, version: 1, lang: 'EN' })).toMatchObject({
      code: 'STATE_REFUSED',
      message: expect.stringContaining('over'),
    })
  })

  test('of which only what is ahead is booked', async () => {
    const { id } = await makeProposal(service, {
      during: [hours('2026-11-23', 6, 9), hours('2026-11-24', 6, 9)],
    })
    expect(await done(service, 'acceptMatch', { id, version: 1 })).toMatchObject({
      span: { from: now.toISOString(), to: '2026-11-24T09:00:00.000Z' },
    })
  })
})

describe('another amount', () => {
  const pool = {
    need: { splittable: true, amount: '100', unit: 'HOURS', kind: 'STAFF_HOURS', smallest_lot: '5' },
    resource: { splittable: true, amount: '60', unit: 'HOURS', kind: 'STAFF_HOURS', sharing: 'POOLED' },
    amount: '50',
    during: [hours('2026-12-01', 0, 24 * 30)],
  }

  test('than the one proposed is booked, if it is of use', async () => {
    const { id, ...made } = await makeProposal(service, pool)
    const refused = (amount: string) =>
      attempt(service, 'acceptMatch', { id, version: 1, amount, lang: 'EN' })
    expect(await refused('0')).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await refused('4.99')).toMatchObject({
      code: 'BAD_USER_INPUT',
      extensions: { problems: [{ path: ['amount'], code: 'TOO_LITTLE', message: 'is of no use below 5' }] },
    })
    expect(await refused('60.01')).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('60 hours'),
      extensions: {
        reason: 'NOT_ENOUGH_LEFT',
        free: { amount: '60.00', unit: 'HOURS' },
        current: { id, version: 1, status: 'PROPOSED' },
      },
    })
    expect(await refused('100.01')).toMatchObject({
      code: 'CONFLICT',
      extensions: { reason: 'NEED_FILLED', missing: { amount: '100', unit: 'HOURS' } },
    })
    await done(service, 'acceptMatch', { id, version: 1, amount: '5.25' })
    expect(await ledger(service, made)).toEqual({ bookings: 1, free: ['54.75'], missing: '94.75' })
  })

  test('than what was confirmed waits for the provider anew, and the ledger follows', async () => {
    const { id, version, ...made } = await matchIn(service, 'CONFIRMED', pool)
    const changed = await done(service, 'changeMatchAmount', { id, version, amount: '60' })
    expect(changed).toMatchObject({ status: 'ACCEPTED', confirmedAt: null, quantity: { amount: '60' } })
    expect(await ledger(service, made)).toEqual({ bookings: 1, free: ['0'], missing: '40' })
    const less = await done(service, 'changeMatchAmount', { id, version: version + 1, amount: '10' })
    expect(await ledger(service, made)).toEqual({ bookings: 1, free: ['50'], missing: '90' })
    await done(service, 'confirmMatch', { id, version: less.version }, provider)
  })

  test('of seats is a whole one, and the whole of what has no parts', async () => {
    const { id } = await makeProposal(service)
    const refused = (amount: string) => attempt(service, 'acceptMatch', { id, version: 1, amount })
    expect(await refused('39.5')).toMatchObject({ extensions: { problems: [{ code: 'NOT_WHOLE' }] } })
    expect(await refused('39')).toMatchObject({ extensions: { problems: [{ code: 'TOO_LITTLE' }] } })
  })

  test('of hours one need at a time uses takes the first there are', async () => {
    const hoursOf = { splittable: true, unit: 'HOURS', kind: 'SPACE' }
    const weekly = [{ days: ['TU'], from: '10:00', to: '12:00' }]
    const made = await makeProposal(service, {
      need: { ...hoursOf, amount: '10' },
      resource: {
        ...hoursOf,
        amount: '20',
        availability: { timeZone: 'Europe/Berlin', weekly, dates: [], closedOn: [] },
      },
      amount: '2',
      during: [hours('2026-12-01', 9, 11)],
    })
    const accepted = await done(service, 'acceptMatch', { id: made.id, version: 1, amount: '3.5' })
    // Two hours on Tuesday, and the rest on the next one.
    expect(accepted.span).toEqual({ from: '2026-11-24T09:00:00.000Z', to: '2026-12-01T10:30:00.000Z' })
    expect(await ledger(service, made)).toMatchObject({ bookings: 2, missing: '6.5' })
  })
})

describe('both sides', () => {
  test('are told what becomes of it, each once, and the trail has what people decided', async () => {
    const { id, needId, resourceId } = await matchIn(service, 'CONFIRMED')
    await done(service, 'releaseMatch', { id, version: 3, reason }, provider)
    const told = await eventsOf(service, id)
    expect(told.map(({ type, organizationId, audience }) => [type, organizationId, audience])).toEqual(
      ['match.accepted', 'match.confirmed', 'match.released'].flatMap((type) => [
        [type, providerId, 'ORGANIZATION'],
        [type, seekerId, 'ORGANIZATION'],
      ]),
    )
    expect(told[0]?.data).toEqual({
      title: {
        DE: '40 Plätze von „Saal“ für „Raum für Treffen“',
        EN: '40 seats of “Hall” for “Room to meet”',
      },
      quantity: { amount: '40', unit: 'SEATS' },
      needId,
      resourceId,
      initiativeId,
      side: 'PROVIDER',
      until: '2026-12-01T09:00:00.000Z',
    })
    expect(told.at(-1)?.data).toMatchObject({ reason, side: 'INITIATIVE' })
    expect((await entriesOf(service, id)).map(({ action, actor, why }) => [action, actor, why])).toEqual([
      ['acceptMatch', 'coordinator', null],
      ['confirmMatch', `MEMBER-${providerId}`, null],
      ['releaseMatch', `MEMBER-${providerId}`, reason],
    ])
  })

  test('that are one organization are told once', async () => {
    const { id } = await makeProposal(service, { resource: { organization_id: seekerId } })
    await done(service, 'acceptMatch', { id, version: 1 })
    expect(
      (await eventsOf(service, id)).map(({ organizationId, data }) => [organizationId, data.side]),
    ).toEqual([[seekerId, null]])
  })
})
