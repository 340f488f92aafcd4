import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { coordinator, keyOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import {
  attempt,
  done,
  eventsOf,
  initiativeIn,
  member,
  organization,
  partial,
  stranger,
  type Written,
} from './initiatives-kit.js'
import { now } from './kit.js'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const change = {
  summary: { de: 'Nachbarn helfen beim Aufbau und beim Anmelden.' },
  districts: ['05370004-01'],
  contact: { name: 'Bert', phone: '02431 1' },
}

/** A published initiative with a change that is proposed to it. */
async function proposed(
  input: Record<string, unknown> = change,
): Promise<{ live: Written; proposal: Written }> {
  const live = await initiativeIn(service, 'PUBLISHED')
  const proposal = await done(service, member, 'proposeChange', { ...at(live), input })
  return { live, proposal }
}

const at = ({ id, version }: Written) => ({ id, version })

async function read(id: string, selection: string, caller: Caller = member) {
  const { data, errors } = await service.query(`{ initiative(id: "${id}") { ${selection} } }`, {}, caller)
  expect(errors).toBeUndefined()
  return data?.initiative as unknown as Record<string, unknown>
}

describe('a proposed change', () => {
  test('waits beside what is published, with the names of what differs', async () => {
    const { live, proposal } = await proposed()
    expect(proposal).toMatchObject({ version: 1, status: 'PROPOSED' })
    const selection = `summary districts { id } contact { name } version proposal {
      id status changes title(lang: EN) summary districts { id name } contact { name phone } reason proposedAt decidedAt
      initiative { summary } }`
    expect(await read(live.id, selection)).toEqual({
      summary: 'Nachbarn helfen beim Aufbau.',
      districts: [{ id: '05370004-01' }, { id: '05370004-02' }],
      contact: { name: 'Ada Amsel' },
      version: live.version,
      proposal: {
        id: proposal.id,
        status: 'PROPOSED',
        changes: ['summary', 'districts', 'contact'],
        title: 'Balcony power',
        summary: 'Nachbarn helfen beim Aufbau und beim Anmelden.',
        districts: [{ id: '05370004-01', name: 'Erkelenz' }],
        contact: { name: 'Bert', phone: '02431 1' },
        reason: null,
        proposedAt: now.toISOString(),
        decidedAt: null,
        initiative: { summary: 'Nachbarn helfen beim Aufbau.' },
      },
    })
    expect((await eventsOf(service, live.id)).at(-1)).toMatchObject({
      type: 'initiative.proposed',
      audience: 'TOWN',
    })
  })

  test('is public once it is accepted, and everybody is told what has changed', async () => {
    const { live, proposal } = await proposed()
    await done(service, coordinator, 'acceptProposal', at(proposal))
    expect(
      await read(
        live.id,
        'status version summary districts { id } contact { name } proposal { status decidedAt changes }',
      ),
    ).toEqual({
      status: 'PUBLISHED',
      version: live.version + 1,
      summary: 'Nachbarn helfen beim Aufbau und beim Anmelden.',
      districts: [{ id: '05370004-01' }],
      contact: { name: 'Bert' },
      proposal: { status: 'ACCEPTED', decidedAt: now.toISOString(), changes: [] },
    })
    const events = (await eventsOf(service, live.id)).slice(-2)
    expect(events).toMatchObject([
      {
        type: 'initiative.changed',
        audience: 'PUBLIC',
        districts: ['05370004-01'],
        data: { changes: ['summary', 'districts'] },
      },
      { type: 'initiative.proposal-accepted', audience: 'ORGANIZATION' },
    ])
    const again = await done(service, member, 'proposeChange', {
      id: live.id,
      version: live.version + 1,
      input: { field: 'HEALTH' },
    })
    expect(again.status).toBe('PROPOSED')
  })

  test('of nothing but the contact is told to nobody else', async () => {
    const { live, proposal } = await proposed({ contact: { name: 'Cleo', phone: '115' } })
    await done(service, coordinator, 'acceptProposal', at(proposal))
    expect((await eventsOf(service, live.id)).map(({ type }) => type)).not.toContain('initiative.changed')
    expect(await read(live.id, 'contact { name }')).toEqual({ contact: { name: 'Cleo' } })
  })

  test('comes back with a reason, is written anew, and is rejected with a reason', async () => {
    const { live, proposal } = await proposed()
    const back = await done(service, coordinator, 'requestChangesToProposal', {
      ...at(proposal),
      reason: 'Bitte genauer',
    })
    expect(await read(live.id, 'proposal { status reason }')).toEqual({
      proposal: { status: 'CHANGES_REQUESTED', reason: 'Bitte genauer' },
    })
    expect((await attempt(service, coordinator, 'acceptProposal', at(back))).code).toBe('STATE_REFUSED')
    const anew = await done(service, member, 'updateProposal', { ...at(back), input: { field: 'HEALTH' } })
    expect(await read(live.id, 'field proposal { status field changes }')).toEqual({
      field: 'CLIMATE',
      proposal: {
        status: 'PROPOSED',
        field: 'HEALTH',
        changes: ['summary', 'field', 'districts', 'contact'],
      },
    })
    await done(service, coordinator, 'rejectProposal', { ...at(anew), reason: 'Passt nicht' })
    expect(await read(live.id, 'field status proposal { status reason }')).toEqual({
      field: 'CLIMATE',
      status: 'PUBLISHED',
      proposal: { status: 'REJECTED', reason: 'Passt nicht' },
    })
    expect((await eventsOf(service, live.id)).slice(3).map(({ type, data }) => [type, data.reason])).toEqual([
      ['initiative.proposal-changes-requested', 'Bitte genauer'],
      ['initiative.proposed', undefined],
      ['initiative.proposal-rejected', 'Passt nicht'],
    ])
  })

  test('is taken back by its author, or when the initiative ends', async () => {
    const first = await proposed()
    await done(service, member, 'withdrawProposal', at(first.proposal))
    expect(await read(first.live.id, 'proposal { status }')).toEqual({ proposal: { status: 'WITHDRAWN' } })
    const second = await proposed()
    await done(service, member, 'endInitiative', { ...at(second.live), reason: 'fertig' })
    expect(await read(second.live.id, 'proposal { status version }')).toEqual({
      proposal: { status: 'WITHDRAWN', version: 2 },
    })
  })

  test('is accepted also while the initiative pauses, which stays paused', async () => {
    const { live, proposal } = await proposed()
    await done(service, member, 'pauseInitiative', { ...at(live), reason: 'Umbau' })
    await done(service, coordinator, 'acceptProposal', at(proposal))
    expect(await read(live.id, 'status summary')).toEqual({
      status: 'PAUSED',
      summary: 'Nachbarn helfen beim Aufbau und beim Anmelden.',
    })
  })
})

describe('a proposed change is refused', () => {
  test('while another one is open', async () => {
    const { live, proposal } = await proposed()
    const { code, extensions } = await attempt(service, member, 'proposeChange', { ...at(live), input: {} })
    expect([code, extensions?.proposal]).toEqual(['STATE_REFUSED', proposal.id])
  })

  test('to what is not published', async () => {
    for (const state of ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'ENDED', 'REJECTED']) {
      const initiative = await initiativeIn(service, state)
      const { code } = await attempt(service, member, 'proposeChange', { ...at(initiative), input: {} })
      expect([state, code]).toEqual([state, 'STATE_REFUSED'])
    }
  })

  test('if it would take away what a published one needs', async () => {
    const live = await initiativeIn(service, 'PUBLISHED')
    const input = { districts: [], analogAccess: [] }
    const { code, extensions } = await attempt(service, member, 'proposeChange', { ...at(live), input })
    expect([code, extensions?.problems]).toEqual([
      'INCOMPLETE',
      [
        expect.objectContaining({ path: ['districts'], code: 'MISSING_PLACE' }),
        expect.objectContaining({ path: ['analogAccess'], code: 'MISSING_ANALOG_ACCESS' }),
      ],
    ])
  })

  test('against an old version, of the initiative or of the proposal', async () => {
    const { live, proposal } = await proposed()
    const old = await attempt(service, member, 'proposeChange', { id: live.id, version: 1, input: {} })
    expect([old.code, old.extensions?.current]).toEqual([
      'CONFLICT',
      expect.objectContaining({ id: live.id, version: live.version }),
    ])
    await done(service, member, 'updateProposal', { ...at(proposal), input: { field: 'HEALTH' } })
    const seen = await attempt(service, coordinator, 'acceptProposal', at(proposal))
    expect([seen.code, seen.extensions?.current]).toEqual([
      'CONFLICT',
      expect.objectContaining({ id: proposal.id, version: 2, field: 'HEALTH' }),
    ])
  })

  test('when what is published says something else by now, until its author has looked at it', async () => {
    const { live, proposal } = await proposed()
    await service.database.rows(
      sql`update city.initiative set field = 'EDUCATION', content_version = content_version + 1 where id = ${live.id}`,
    )
    const stale = await attempt(service, coordinator, 'acceptProposal', at(proposal))
    expect([stale.code, stale.extensions?.current]).toEqual([
      'CONFLICT',
      expect.objectContaining({ id: live.id, field: 'EDUCATION' }),
    ])
    const rebased = await done(service, member, 'updateProposal', { ...at(proposal), input: {} })
    await done(service, coordinator, 'acceptProposal', at(rebased))
  })

  test.each([
    ['acceptProposal', {}],
    ['rejectProposal', { reason: 'weil' }],
    ['requestChangesToProposal', { reason: 'weil' }],
  ])('%s: to all but coordinators who do not belong to the organization', async (mutation, more) => {
    const { proposal } = await proposed()
    const code = async (caller?: Caller) =>
      (await attempt(service, caller, mutation, { ...at(proposal), ...more })).code
    expect(await code()).toBe('UNAUTHENTICATED')
    for (const caller of [person, stranger, member, keyOf(organization), partial]) {
      expect(await code(caller)).toBe('FORBIDDEN')
    }
    expect(await code(coordinator)).toBeUndefined()
  })

  test.each([
    ['updateProposal', { input: {} }],
    ['withdrawProposal', {}],
  ])('%s: to all but those who act for the organization', async (mutation, more) => {
    const { proposal } = await proposed()
    const code = async (caller?: Caller, id = proposal.id) =>
      (await attempt(service, caller, mutation, { ...at(proposal), id, ...more })).code
    expect(await code()).toBe('UNAUTHENTICATED')
    expect(await code(person)).toBe('FORBIDDEN')
    expect(await code(stranger)).toBe('NOT_FOUND')
    expect(await code(stranger, 'there-is-none')).toBe('NOT_FOUND')
    expect(await code(coordinator)).toBe('FORBIDDEN')
    expect(await code(keyOf(organization, ['read']))).toBe('FORBIDDEN')
    expect(await code(keyOf(organization))).toBeUndefined()
  })
})

test('many proposals at once leave one open', async () => {
  const live = await initiativeIn(service, 'PUBLISHED')
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      attempt(service, member, 'proposeChange', { ...at(live), input: change }),
    ),
  )
  expect(outcomes.filter(({ code }) => code === undefined)).toHaveLength(1)
  expect(outcomes.filter(({ code }) => code === 'STATE_REFUSED')).toHaveLength(9)
})

test('no answer that is kept and no entry of the trail tells whom to ask', async () => {
  const idempotencyKey = randomUUID()
  const live = await initiativeIn(service, 'PUBLISHED')
  const { id } = await done(
    service,
    member,
    'proposeChange',
    { ...at(live), input: { contact: { name: 'Geheim', phone: '115' } }, idempotencyKey },
    '{ id version status contact { name } }',
  )
  const [kept] = await service.database.rows<{ answer: unknown; trail: unknown; stored: unknown }>(
    sql`select (select answer from city.idempotent_answer where key = ${idempotencyKey}) as answer,
      (select json_agg(content) from audit.entry where entity_id = ${id}) as trail,
      (select contact from city.initiative_proposal where id = ${id}) as stored`,
  )
  expect(kept?.stored).toMatchObject({ name: 'Geheim' })
  expect(kept?.answer).toMatchObject({ id })
  expect(kept?.trail).toHaveLength(1)
  expect(JSON.stringify([kept?.answer, kept?.trail])).not.toContain('Geheim')
})
