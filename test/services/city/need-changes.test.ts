import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { done, entriesOf, eventsOf, problemsOf, refused, type Sent, send } from './goods-kit.js'
import { idsOf, now } from './kit.js'

const member = memberOf('org-klimawerk')
const stranger = memberOf('org-nachbarn', 'OWNER')
/** Published, of the climate cooperative, at work in the whole town. */
const initiativeId = 'ini-klimastationen'
/** A draft of the same organization. */
const draftId = 'ini-solarberatung'

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
  await service.database.rows(
    sql`insert into city.initiative (id, title, summary, field, status, analog_access, organization_id)
        values ('ini-rejected', '{"DE": "A"}', '{"DE": "A"}', 'CLIMATE', 'REJECTED', '[]', 'org-klimawerk'),
          ('ini-ended', '{"DE": "B"}', '{"DE": "B"}', 'CLIMATE', 'ENDED', '[{}]', 'org-klimawerk'),
          ('ini-of-town', '{"DE": "C"}', '{"DE": "C"}', 'CLIMATE', 'PUBLISHED', '[{}]', 'org-town'),
          ('ini-of-nobody', '{"DE": "D"}', '{"DE": "D"}', 'CLIMATE', 'DRAFT', '[]', null)`,
  )
})
afterAll(() => service.stop())

const ladder = {
  title: { de: 'Leiter (Beispiel)', en: 'Ladder (example)' },
  kind: 'EQUIPMENT',
  amount: '1',
  unit: 'PIECES',
}

interface Row {
  id: string
  version: number
}
const state = (input: object, sent: Sent = {}) =>
  done<Row>(service, 'stateNeed', 'id version', { caller: member, initiativeId, input, ...sent })
const refusedNeed = (input: object, sent: Sent = {}) =>
  refused(service, 'stateNeed', 'id', { caller: member, initiativeId, input, ...sent })

describe('a need', () => {
  test('is in the graph as it was stated, of the organization behind the initiative', async () => {
    const input = {
      title: { de: 'Elektrik prüfen (Beispiel)' },
      kind: 'EXPERTISE',
      amount: '7.25',
      unit: 'HOURS',
      splittable: true,
      smallestLot: '0.25',
      validFrom: '2027-01-01',
      deadline: '2027-06-30',
      availability: { dates: [{ date: '2027-02-06', from: '10:00', to: '15:00' }] },
      location: { lat: 51.08, lon: 6.31 },
      radius: 100_000,
      skills: ['skill-appliance-testing'],
    }
    const selection = `title kind quantity { amount unit } splittable smallestLot { amount unit } validFrom validTo deadline
      availability { weekly { from } dates { date from to } closedOn } radius status version
      skills { id parent { id } ancestors { id } } initiative { id } organization { id }
      availableWindows(from: "2027-02-01", to: "2027-02-28") { from to }`
    const expected = {
      title: 'Elektrik prüfen (Beispiel)',
      kind: 'EXPERTISE',
      quantity: { amount: '7.25', unit: 'HOURS' },
      splittable: true,
      smallestLot: { amount: '0.25', unit: 'HOURS' },
      validFrom: '2027-01-01',
      validTo: null,
      deadline: '2027-06-30',
      availability: {
        weekly: [],
        dates: [{ date: '2027-02-06', from: '10:00', to: '15:00' }],
        closedOn: [],
      },
      radius: 100_000,
      status: 'OPEN',
      version: 1,
      skills: [
        {
          id: 'skill-appliance-testing',
          parent: { id: 'skill-electrical' },
          ancestors: [{ id: 'skill-electrical' }, { id: 'skill-craft' }],
        },
      ],
      initiative: { id: initiativeId },
      organization: { id: 'org-klimawerk' },
      availableWindows: [{ from: '2027-02-06T09:00:00.000Z', to: '2027-02-06T14:00:00.000Z' }],
    }
    const made = await done<Row>(service, 'stateNeed', `id ${selection}`, {
      caller: member,
      initiativeId,
      input,
    })
    expect(made).toEqual({ id: made.id, ...expected })
    const read = await service.query(`query ($id: ID!) { need(id: $id) { ${selection} } }`, { id: made.id })
    expect(read).toEqual({ data: { need: expected } })
  })

  test('is told with the field of its initiative, and its district or else the initiative’s', async () => {
    const { id } = await state(ladder)
    const [event] = await eventsOf(service, id)
    expect(event).toEqual({
      type: 'need.stated',
      audience: 'PUBLIC',
      organizationId: 'org-klimawerk',
      field: 'CLIMATE',
      districts: expect.arrayContaining(['05370004-01']),
      data: {
        title: { DE: 'Leiter (Beispiel)', EN: 'Ladder (example)' },
        kind: 'EQUIPMENT',
        quantity: { amount: '1', unit: 'PIECES' },
        initiativeId,
      },
    })
    const { id: inDistrict } = await state({ ...ladder, district: '05370004-06' })
    expect((await eventsOf(service, inDistrict))[0]?.districts).toEqual(['05370004-06'])
    expect(await entriesOf(service, id)).toEqual([
      expect.objectContaining({
        actor: member.subject,
        action: 'stateNeed',
        entity: 'Need',
        organizationId: 'org-klimawerk',
      }),
    ])
  })

  test('that cannot be is answered with everything that is wrong at once', async () => {
    const extensions = await refusedNeed({
      title: { de: '' },
      kind: 'FUNDING',
      amount: '12,50',
      unit: 'HOURS',
      smallestLot: '1',
      validFrom: '2027-02-01',
      validTo: '2027-01-01',
      deadline: '0000-01-01',
      radius: 100_001,
      skills: ['skill-none'],
    })
    expect(extensions.code).toBe('BAD_USER_INPUT')
    expect(problemsOf(extensions)).toEqual([
      ['input.amount', 'NOT_AN_AMOUNT'],
      ['input.deadline', 'OUT_OF_RANGE'],
      ['input.location', 'NEEDS_LOCATION'],
      ['input.radius', 'OUT_OF_RANGE'],
      ['input.skills.0', 'UNKNOWN'],
      ['input.smallestLot', 'ONLY_SPLITTABLE'],
      ['input.title.de', 'MISSING'],
      ['input.unit', 'UNIT_DOES_NOT_FIT'],
      ['input.validTo', 'PERIOD_REVERSED'],
    ])
  })

  test('sent again with the same key is stated once', async () => {
    const idempotencyKey = randomUUID()
    const answers = await Promise.all(Array.from({ length: 10 }, () => state(ladder, { idempotencyKey })))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await eventsOf(service, answers[0]?.id ?? '')).toHaveLength(1)
  })
})

describe('who may', () => {
  test('state a need are those who act for the organization behind the initiative', async () => {
    await state(ladder, { caller: keyOf('org-klimawerk', ['goods:write']) })
    await state(ladder, { caller: coordinator, initiativeId: 'ini-of-town' })
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [person, 'FORBIDDEN'],
      [stranger, 'FORBIDDEN'],
      [coordinator, 'FORBIDDEN'],
      [administrator, 'FORBIDDEN'],
      [keyOf('org-klimawerk', ['read', 'initiatives:write']), 'FORBIDDEN'],
    ] as const) {
      expect([caller.subject, (await refusedNeed(ladder, { caller })).code]).toEqual([caller.subject, code])
    }
    expect((await refusedNeed(ladder, { initiativeId: 'ini-of-town' })).code).toBe('FORBIDDEN')
    expect(
      (await refusedNeed(ladder, { caller: memberOf('org-town', 'OWNER'), initiativeId: 'ini-of-town' }))
        .code,
    ).toBe('FORBIDDEN')
  })

  test('learn from a refusal whether there is a draft: nobody but coordinators', async () => {
    const ofDraft = await send(service, 'stateNeed', 'id', {
      caller: stranger,
      initiativeId: draftId,
      input: ladder,
    })
    for (const none of ['ini-none', 'ini-of-nobody']) {
      expect(
        await send(service, 'stateNeed', 'id', { caller: stranger, initiativeId: none, input: ladder }),
      ).toEqual(ofDraft)
    }
    expect(ofDraft.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' })
    const asCoordinator = { caller: coordinator }
    expect((await refusedNeed(ladder, { ...asCoordinator, initiativeId: 'ini-none' })).code).toBe('NOT_FOUND')
    expect((await refusedNeed(ladder, { ...asCoordinator, initiativeId: 'ini-of-nobody' })).code).toBe(
      'STATE_REFUSED',
    )
  })

  test('change and withdraw are the same', async () => {
    const row = await state(ladder)
    for (const caller of [person, stranger, coordinator, keyOf('org-klimawerk', ['read'])]) {
      expect((await refused(service, 'updateNeed', 'id', { caller, ...row, input: {} })).code).toBe(
        'FORBIDDEN',
      )
      expect((await refused(service, 'withdrawNeed', 'id', { caller, ...row, reason: 'No' })).code).toBe(
        'FORBIDDEN',
      )
    }
  })
})

describe('an initiative', () => {
  test.each(['ini-rejected', 'ini-ended'])('that is over takes no needs: %s', async (over) => {
    const extensions = await refusedNeed(ladder, { initiativeId: over })
    expect(extensions).toMatchObject({ code: 'STATE_REFUSED', fits: expect.not.arrayContaining(['ENDED']) })
  })

  test('lists its needs that stand, and only those', async () => {
    const kept = await state({ ...ladder, title: { de: 'Bleibt (Beispiel)' } })
    const gone = await state({ ...ladder, title: { de: 'Geht (Beispiel)' } })
    await done(service, 'withdrawNeed', 'id', { caller: member, ...gone, reason: 'Found one' })
    const { data } = await service.query(
      'query ($id: ID!) { initiative(id: $id) { needs(first: 100) { edges { node { id } } } } }',
      { id: initiativeId },
    )
    const needs = (data as unknown as { initiative: { needs: { edges: { node: Row }[] } } }).initiative.needs
    const ids = needs.edges.map(({ node }) => node.id)
    expect(ids).toContain(kept.id)
    expect(ids).not.toContain(gone.id)
    expect((await idsOf(service, 'needs', 'NeedFilter', { status: ['WITHDRAWN'] })).ids).toContain(gone.id)
  })
})

describe('a need of an initiative not everybody may read', () => {
  let row: Row
  beforeAll(async () => {
    row = await state({ ...ladder, title: { de: 'Messkoffer (Beispiel)' } }, { initiativeId: draftId })
  })
  const read = async (caller = anonymous) => {
    const { data } = await service.query(
      `query ($id: ID!) {
        need(id: $id) { id initiative { id } }
        needs(filter: { text: "Messkoffer" }) { totalCount }
        _entities(representations: [{ __typename: "Need", id: $id }]) { ... on Need { id } }
      }`,
      { id: row.id },
      caller,
    )
    return data
  }

  test('is found by members and coordinators, and by nobody else', async () => {
    const found = {
      need: { id: row.id, initiative: { id: draftId } },
      // With the one of the example.
      needs: { totalCount: 2 },
      _entities: [{ id: row.id }],
    }
    for (const caller of [member, keyOf('org-klimawerk', ['read']), coordinator])
      expect([caller.subject, await read(caller)]).toEqual([caller.subject, found])
    const nothing = { need: null, needs: { totalCount: 0 }, _entities: [null] }
    for (const caller of [
      anonymous,
      person,
      stranger,
      administrator,
      keyOf('org-klimawerk', ['goods:write']),
    ])
      expect([caller.subject, await read(caller)]).toEqual([caller.subject, nothing])
  })

  test('is told to the organization only, whatever becomes of it', async () => {
    const changed = await done<Row>(service, 'updateNeed', 'id version', {
      caller: member,
      ...row,
      input: { amount: '2' },
    })
    await done(service, 'withdrawNeed', 'id', { caller: member, ...changed, reason: 'Found' })
    const told = await eventsOf(service, row.id)
    expect(told.map(({ type, audience }) => [type, audience])).toEqual([
      ['need.stated', 'ORGANIZATION'],
      ['need.changed', 'ORGANIZATION'],
      ['need.withdrawn', 'ORGANIZATION'],
    ])
  })
})

describe('a change of a need', () => {
  test('replaces what it names, empties what is null, and leaves the rest', async () => {
    const row = await state({
      ...ladder,
      deadline: '2027-01-31',
      validFrom: '2027-01-01',
      skills: ['skill-driving'],
    })
    const changed = await done(
      service,
      'updateNeed',
      'version deadline validFrom validTo skills { id } title(lang: EN)',
      {
        caller: member,
        ...row,
        input: { deadline: null, validTo: '2027-12-31' },
      },
    )
    expect(changed).toEqual({
      version: 2,
      deadline: null,
      validFrom: '2027-01-01',
      validTo: '2027-12-31',
      skills: [{ id: 'skill-driving' }],
      title: 'Ladder (example)',
    })
    expect((await eventsOf(service, row.id)).map(({ type }) => type)).toEqual(['need.stated', 'need.changed'])
  })

  test('of an old version is a conflict that shows the current one', async () => {
    const row = await state(ladder)
    await done(service, 'updateNeed', 'id', { caller: member, ...row, input: { amount: '2' } })
    for (const [mutation, more] of [
      ['updateNeed', { input: { amount: '3' } }],
      ['withdrawNeed', { reason: 'Found' }],
    ] as const) {
      const { code, current } = await refused(service, mutation, 'id', { caller: member, ...row, ...more })
      expect([code, current]).toEqual([
        'CONFLICT',
        expect.objectContaining({ id: row.id, version: 2, quantity: { amount: '2', unit: 'PIECES' } }),
      ])
    }
  })

  test('comes too late once the need is withdrawn', async () => {
    const row = await state(ladder)
    const { id, version } = await done<Row>(service, 'withdrawNeed', 'id version', {
      caller: member,
      ...row,
      reason: 'Found',
    })
    const update = { caller: member, id, version, input: { amount: '2' } }
    expect((await refused(service, 'updateNeed', 'id', update)).code).toBe('STATE_REFUSED')
    const [, entry] = await entriesOf(service, id)
    expect(entry).toMatchObject({ action: 'withdrawNeed', why: 'Found', after: { status: 'WITHDRAWN' } })
  })
})

test('needs are filtered by skill, also by a more general one, and by organization', async () => {
  const ids = async (filter: object) => (await idsOf(service, 'needs', 'NeedFilter', { ...filter })).ids
  expect(await ids({ skill: 'skill-appliance-testing', organization: 'org-nachbarn' })).toEqual([
    'need-elektrofachkraft',
  ])
  expect(await ids({ skill: 'skill-craft', organization: 'org-nachbarn' })).toEqual(['need-elektrofachkraft'])
  expect(await ids({ skill: 'skill-language' })).toEqual(['need-uebersetzung'])
})
