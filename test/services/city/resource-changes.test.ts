import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { anonymous } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { administrator, coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { done, entriesOf, eventsOf, problemsOf, refused, type Sent, send } from './goods-kit.js'
import { answerTo, idsOf, now } from './kit.js'

const organizationId = 'org-radkreis'
const member = memberOf(organizationId)
const stranger = memberOf('org-nachbarn', 'OWNER')

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now, example: true })
})
afterAll(() => service.stop())

const workshop = {
  title: { de: '  Werkstatt mit Hebebühne\u0301 (Beispiel) ', en: 'Workshop (example)' },
  kind: 'SPACE',
  amount: '45.50',
  unit: 'SQUARE_METRES',
}
const van = { title: { de: 'Transporter (Beispiel)' }, kind: 'VEHICLE', amount: '1', unit: 'PIECES' }

interface Row {
  id: string
  version: number
}
const offer = (input: object, sent: Sent = {}) =>
  done<Row>(service, 'offerResource', 'id version', { caller: member, organizationId, input, ...sent })
const refusedOffer = (input: object, sent: Sent = {}) =>
  refused(service, 'offerResource', 'id', { caller: member, organizationId, input, ...sent })

describe('an offer', () => {
  test('is in the graph as it was made, with its texts normalized', async () => {
    const input = {
      ...workshop,
      splittable: true,
      smallestLot: '10',
      sharing: 'POOLED',
      validFrom: '2027-01-01',
      validTo: '2027-12-31',
      availability: {
        weekly: [{ days: ['SA', 'SU', 'SA'], from: '10:00', to: '24:00' }],
        dates: [{ date: '2027-05-01', from: '20:00', to: '02:00' }],
        closedOn: ['2027-12-26', '2027-12-25', '2027-12-26'],
      },
      district: '05370004-03',
      location: { lat: 51.1, lon: 6.2667 },
      radius: 2_500,
      skills: ['skill-bicycle-repair', 'skill-bicycle-repair'],
      eligibility: { fields: ['MOBILITY'], organizationKinds: ['ASSOCIATION'], districts: ['05370004-03'] },
    }
    const selection = `title untranslated(lang: EN) kind quantity { amount unit } splittable smallestLot { amount unit }
      sharing validFrom validTo availability { timeZone weekly { days from to } dates { date from to } closedOn }
      district { id } location { lat lon } radius skills { id label(lang: EN) ancestors { id } } organization { id }
      eligibility { fields organizationKinds districts { id } } status version updatedAt withdrawalReason`
    const expected = {
      title: 'Werkstatt mit Hebebühné (Beispiel)',
      untranslated: [],
      kind: 'SPACE',
      quantity: { amount: '45.5', unit: 'SQUARE_METRES' },
      splittable: true,
      smallestLot: { amount: '10', unit: 'SQUARE_METRES' },
      sharing: 'POOLED',
      validFrom: '2027-01-01',
      validTo: '2027-12-31',
      availability: {
        timeZone: 'Europe/Berlin',
        weekly: [{ days: ['SA', 'SU'], from: '10:00', to: '24:00' }],
        dates: [{ date: '2027-05-01', from: '20:00', to: '02:00' }],
        closedOn: ['2027-12-25', '2027-12-26'],
      },
      district: { id: '05370004-03' },
      location: { lat: 51.1, lon: 6.2667 },
      radius: 2_500,
      skills: [{ id: 'skill-bicycle-repair', label: 'Bicycle repair', ancestors: [{ id: 'skill-craft' }] }],
      organization: { id: organizationId },
      eligibility: {
        fields: ['MOBILITY'],
        organizationKinds: ['ASSOCIATION'],
        districts: [{ id: '05370004-03' }],
      },
      status: 'OPEN',
      version: 1,
      updatedAt: now.toISOString(),
      withdrawalReason: null,
    }
    const made = await done<Row>(service, 'offerResource', `id ${selection}`, {
      caller: member,
      organizationId,
      input,
    })
    expect(made).toEqual({ id: made.id, ...expected })
    const read = await service.query(
      `query ($id: ID!) { resource(id: $id) { ${selection} } }`,
      made as never,
      member,
    )
    expect(read).toEqual({ data: { resource: expected } })
  })

  test('that says only what it must is exclusive, whole, open to all, and always available', async () => {
    const made = await done(
      service,
      'offerResource',
      `splittable smallestLot { amount } sharing availability { timeZone } validFrom validTo location { lat } radius
        skills { id } eligibility { fields organizationKinds districts { id } }
        availableWindows(from: "2027-01-01", to: "2027-01-02") { from to }`,
      { caller: member, organizationId, input: van },
    )
    expect(made).toEqual({
      splittable: false,
      smallestLot: null,
      sharing: 'EXCLUSIVE',
      availability: null,
      validFrom: null,
      validTo: null,
      location: null,
      radius: null,
      skills: [],
      eligibility: { fields: [], organizationKinds: [], districts: [] },
      availableWindows: [{ from: '2026-12-31T23:00:00.000Z', to: '2027-01-02T23:00:00.000Z' }],
    })
  })

  test('keeps the largest amount to the cent', async () => {
    const money = {
      title: { de: 'Geld (Beispiel)' },
      kind: 'FUNDING',
      amount: '99999999999999.99',
      unit: 'EUROS',
    }
    const made = await done(service, 'offerResource', 'quantity { amount }', {
      caller: member,
      organizationId,
      input: money,
    })
    expect(made).toEqual({ quantity: { amount: '99999999999999.99' } })
  })

  test('is told to everybody, and in the audit trail', async () => {
    const { id } = await offer({ ...van, district: '05370004-03' })
    expect(await eventsOf(service, id)).toEqual([
      {
        type: 'resource.offered',
        audience: 'PUBLIC',
        organizationId,
        field: null,
        districts: ['05370004-03'],
        data: {
          title: { DE: 'Transporter (Beispiel)' },
          kind: 'VEHICLE',
          quantity: { amount: '1', unit: 'PIECES' },
        },
      },
    ])
    expect(await entriesOf(service, id)).toEqual([
      expect.objectContaining({
        actor: member.subject,
        action: 'offerResource',
        entity: 'Resource',
        organizationId,
        operation: 'INSERT',
        after: expect.objectContaining({ amount: 1, created_by: member.subject }),
      }),
    ])
  })

  test('sent again with the same key is made once', async () => {
    const idempotencyKey = randomUUID()
    const first = await offer(van, { idempotencyKey })
    expect(await offer(van, { idempotencyKey })).toEqual(first)
    expect(await eventsOf(service, first.id)).toHaveLength(1)
    expect((await refusedOffer({ ...van, amount: '2' }, { idempotencyKey })).code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    )
  })
})

describe('an offer that cannot be', () => {
  test('is answered with everything that is wrong at once, and leaves nothing', async () => {
    const before = await idsOf(service, 'resources', 'ResourceFilter')
    const extensions = await refusedOffer({
      title: { de: ' ', en: 'x'.repeat(201) },
      kind: 'STAFF_HOURS',
      amount: '1.005',
      unit: 'EUROS',
      smallestLot: '5',
      sharing: 'POOLED',
      validFrom: '2027-02-01',
      validTo: '2027-01-01',
      availability: {
        weekly: [
          { days: ['MO'], from: '9:00', to: '24:30' },
          { days: [], from: '24:00', to: '12:00' },
          { days: ['TU'], from: '10:00', to: '10:00' },
        ],
        dates: [{ date: '0000-01-01', from: '08:00', to: '09:00' }],
      },
      district: 'elsewhere',
      radius: 0,
      skills: ['skill-none', 'skill-driving'],
      eligibility: { districts: ['05370004-01', 'nowhere'] },
    })
    expect(extensions.code).toBe('BAD_USER_INPUT')
    expect(problemsOf(extensions)).toEqual([
      ['input.amount', 'NOT_AN_AMOUNT'],
      ['input.availability.dates.0.date', 'OUT_OF_RANGE'],
      ['input.availability.weekly.0.from', 'NOT_A_TIME'],
      ['input.availability.weekly.0.to', 'NOT_A_TIME'],
      ['input.availability.weekly.1.days', 'TOO_FEW'],
      ['input.availability.weekly.1.from', 'NOT_A_TIME'],
      ['input.availability.weekly.2.to', 'INVALID'],
      ['input.district', 'UNKNOWN'],
      ['input.eligibility.districts.1', 'UNKNOWN'],
      ['input.location', 'NEEDS_LOCATION'],
      ['input.radius', 'OUT_OF_RANGE'],
      ['input.sharing', 'ONLY_SPLITTABLE'],
      ['input.skills.0', 'UNKNOWN'],
      ['input.smallestLot', 'ONLY_SPLITTABLE'],
      ['input.title.de', 'MISSING'],
      ['input.title.en', 'TOO_LONG'],
      ['input.unit', 'UNIT_DOES_NOT_FIT'],
      ['input.validTo', 'PERIOD_REVERSED'],
    ])
    expect(await idsOf(service, 'resources', 'ResourceFilter')).toEqual(before)
  })

  test('is told what is wrong in the language that was asked for', async () => {
    const wrong = { ...van, unit: 'EUROS' }
    const inGerman = await refusedOffer(wrong)
    const inEnglish = await refusedOffer(wrong, { lang: 'EN' })
    expect(inGerman.problems).toEqual([
      {
        path: ['input', 'unit'],
        code: 'UNIT_DOES_NOT_FIT',
        message: 'Diese Einheit passt nicht zur Art; möglich sind: PIECES, SEATS, HOURS, DAYS.',
      },
    ])
    expect(inEnglish.problems).toEqual([
      expect.objectContaining({
        message: 'does not fit the kind, which is counted in: PIECES, SEATS, HOURS, DAYS',
      }),
    ])
  })

  test.each([
    ['half a piece', { ...van, amount: '1.5' }, [['input.amount', 'NOT_WHOLE']]],
    ['nothing', { ...van, amount: '0' }, [['input.amount', 'NOT_AN_AMOUNT']]],
    ['less than nothing', { ...van, amount: '-1' }, [['input.amount', 'NOT_AN_AMOUNT']]],
    [
      'a number with 15 digits',
      { ...workshop, amount: '100000000000000' },
      [['input.amount', 'NOT_AN_AMOUNT']],
    ],
    [
      'a lot larger than all there is',
      { ...workshop, splittable: true, smallestLot: '45.51' },
      [['input.smallestLot', 'MORE_THAN_THERE_IS']],
    ],
    [
      'a place that is none',
      { ...van, location: { lat: 91, lon: 181 } },
      [
        ['input.location.lat', 'OUT_OF_RANGE'],
        ['input.location.lon', 'OUT_OF_RANGE'],
      ],
    ],
    ['a control character', { ...van, title: { de: 'A\u0007' } }, [['input.title.de', 'CONTROL_CHARACTER']]],
    [
      'more skills than anybody reads',
      { ...van, skills: Array.from({ length: 21 }, () => 'skill-driving') },
      [['input.skills', 'TOO_MANY']],
    ],
  ])('is refused: %s', async (_what, input, problems) => {
    expect(problemsOf(await refusedOffer(input))).toEqual(problems)
  })
})

describe('who may', () => {
  test('offer for an organization are its members and its keys with the scope', async () => {
    await offer(van, { caller: memberOf(organizationId, 'OWNER') })
    await offer(van, { caller: keyOf(organizationId, ['goods:write']) })
    for (const [caller, code] of [
      [anonymous, 'UNAUTHENTICATED'],
      [person, 'FORBIDDEN'],
      [stranger, 'FORBIDDEN'],
      [keyOf(organizationId, ['read', 'initiatives:write']), 'FORBIDDEN'],
      [keyOf('org-nachbarn'), 'FORBIDDEN'],
      [coordinator, 'FORBIDDEN'],
      [administrator, 'FORBIDDEN'],
    ] as const) {
      expect([caller.subject, (await refusedOffer(van, { caller })).code]).toEqual([caller.subject, code])
    }
  })

  test('offer for the town are coordinators, and nobody who calls the town an organization of hers', async () => {
    await offer(van, { caller: coordinator, organizationId: 'org-town' })
    for (const caller of [memberOf('org-town', 'OWNER'), keyOf('org-town'), member]) {
      expect((await refusedOffer(van, { caller, organizationId: 'org-town' })).code).toBe('FORBIDDEN')
    }
  })

  test('change and withdraw are the same; to others what is there and what is not look alike', async () => {
    const { id, version } = await offer(van)
    for (const caller of [person, stranger, coordinator, keyOf(organizationId, ['read'])]) {
      const update = { caller, version, input: {} }
      const withdrawal = { caller, version, reason: 'Not mine' }
      const updating = await send(service, 'updateResource', 'id', { ...update, id })
      const withdrawing = await send(service, 'withdrawResource', 'id', { ...withdrawal, id })
      expect(updating.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' })
      expect(withdrawing.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' })
      if (caller === coordinator) continue
      const nothing = { id: 'res-none' }
      expect(await send(service, 'updateResource', 'id', { ...update, ...nothing })).toEqual(updating)
      expect(await send(service, 'withdrawResource', 'id', { ...withdrawal, ...nothing })).toEqual(
        withdrawing,
      )
    }
    const unknown = { caller: coordinator, id: 'res-none', version, input: {} }
    expect((await refused(service, 'updateResource', 'id', unknown)).code).toBe('NOT_FOUND')
  })
})

describe('a change', () => {
  const update = (row: Row, input: object, sent: Sent = {}) =>
    done<Row>(service, 'updateResource', 'id version', { caller: member, ...row, input, ...sent })

  test('replaces what it names, empties what is null, and leaves the rest', async () => {
    const offered = await offer({
      ...workshop,
      splittable: true,
      smallestLot: '5',
      skills: ['skill-woodwork'],
      location: { lat: 51.1, lon: 6.3 },
      radius: 500,
      availability: { closedOn: ['2026-12-25'] },
      eligibility: { fields: ['CLIMATE'] },
    })
    service.setNow(new Date('2026-11-24T09:00:00Z'))
    const changed = await done(
      service,
      'updateResource',
      `version title title_en: title(lang: EN) quantity { amount unit } smallestLot { amount } skills { id } radius
        availability { closedOn } eligibility { fields } updatedAt`,
      {
        caller: member,
        ...offered,
        input: {
          amount: '60',
          smallestLot: null,
          skills: null,
          title: { de: 'Halle (Beispiel)' },
          eligibility: null,
        },
      },
    )
    service.setNow(now)
    expect(changed).toEqual({
      version: 2,
      title: 'Halle (Beispiel)',
      title_en: 'Halle (Beispiel)',
      quantity: { amount: '60', unit: 'SQUARE_METRES' },
      smallestLot: null,
      skills: [],
      radius: 500,
      availability: { closedOn: ['2026-12-25'] },
      eligibility: { fields: [] },
      updatedAt: '2026-11-24T09:00:00.000Z',
    })
    const [, entry] = await entriesOf(service, offered.id)
    expect(entry).toMatchObject({ action: 'updateResource', before: { amount: 45.5 }, after: { amount: 60 } })
    expect((await eventsOf(service, offered.id)).map(({ type }) => type)).toEqual([
      'resource.offered',
      'resource.changed',
    ])
  })

  test('is checked together with what it leaves', async () => {
    const offered = await offer({ ...workshop, splittable: true, smallestLot: '5', sharing: 'POOLED' })
    const extensions = await refused(service, 'updateResource', 'id', {
      caller: member,
      ...offered,
      input: { amount: '4', splittable: false, radius: 100 },
    })
    expect(problemsOf(extensions)).toEqual([
      ['input.location', 'NEEDS_LOCATION'],
      ['input.sharing', 'ONLY_SPLITTABLE'],
      ['input.smallestLot', 'ONLY_SPLITTABLE'],
    ])
    expect(
      problemsOf(
        await refused(service, 'updateResource', 'id', {
          caller: member,
          ...offered,
          input: { amount: '4' },
        }),
      ),
    ).toEqual([['input.smallestLot', 'MORE_THAN_THERE_IS']])
  })

  test('cannot make another kind or unit of it', async () => {
    const offered = await offer(van)
    for (const input of [{ kind: 'SPACE' }, { unit: 'HOURS' }]) {
      const { errors } = await send(service, 'updateResource', 'id', { caller: member, ...offered, input })
      expect(errors?.[0]?.message).toMatch(/is not defined by type "ResourceChangesInput"/)
    }
  })

  test('of an old version is a conflict that shows the current one', async () => {
    const offered = await offer(van)
    await update(offered, { amount: '2' })
    const { code, current } = await refused(service, 'updateResource', 'id', {
      caller: member,
      ...offered,
      input: { amount: '3' },
    })
    expect(code).toBe('CONFLICT')
    expect(current).toMatchObject({ id: offered.id, version: 2, quantity: { amount: '2', unit: 'PIECES' } })
    const withdrawal = { caller: member, ...offered, reason: 'Sold' }
    expect((await refused(service, 'withdrawResource', 'id', withdrawal)).code).toBe('CONFLICT')
  })

  test('by twenty at once is made by one', async () => {
    const offered = await offer(van)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send(service, 'updateResource', 'version', {
          caller: member,
          ...offered,
          input: { amount: String(n + 2) },
        }),
      ),
    )
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.code ?? 'done').sort()
    expect(codes).toEqual([...Array.from({ length: 19 }, () => 'CONFLICT'), 'done'])
  })
})

describe('what has been withdrawn', () => {
  let row: Row
  beforeAll(async () => {
    const offered = await offer({ ...van, title: { de: 'Zurückgezogen (Beispiel)' } })
    row = await done<Row>(service, 'withdrawResource', 'id version status', {
      caller: member,
      ...offered,
      reason: ' Der Wagen ist verkauft. ',
    })
    expect(row).toEqual({ id: offered.id, version: 2, status: 'WITHDRAWN' })
  })
  const ids = async (filter: object) =>
    (await idsOf(service, 'resources', 'ResourceFilter', { ...filter })).ids

  test('is in no list unless it is asked for, but can be read, and is not available', async () => {
    expect(await ids({ text: 'Zurückgezogen' })).toEqual([])
    expect(await ids({ organization: organizationId })).not.toContain(row.id)
    expect(await ids({ status: ['WITHDRAWN'] })).toEqual([row.id])
    expect(await ids({ status: ['OPEN', 'WITHDRAWN'], organization: organizationId })).toContain(row.id)
    const listed = await answerTo<{ organization: { resources: { edges: { node: Row }[] } } }>(
      service,
      '{ organization(id: "org-radkreis") { resources(first: 100) { edges { node { id } } } } }',
    )
    expect(listed.organization.resources.edges.map(({ node }) => node.id)).not.toContain(row.id)
    expect(
      await answerTo(
        service,
        'query ($id: ID!) { resource(id: $id) { status availableWindows(from: "2027-01-01", to: "2027-01-01") { from } } }',
        { ...row },
      ),
    ).toEqual({ resource: { status: 'WITHDRAWN', availableWindows: [] } })
  })

  test('says why to its members and to coordinators only', async () => {
    const query = 'query ($id: ID!) { resource(id: $id) { withdrawalReason } }'
    for (const caller of [member, coordinator, keyOf(organizationId, ['read'])]) {
      expect((await service.query(query, { id: row.id }, caller)).data).toEqual({
        resource: { withdrawalReason: 'Der Wagen ist verkauft.' },
      })
    }
    for (const caller of [
      anonymous,
      person,
      stranger,
      administrator,
      keyOf(organizationId, ['goods:write']),
    ]) {
      const { data, errors } = await service.query(query, { id: row.id }, caller)
      expect(data).toEqual({ resource: { withdrawalReason: null } })
      expect(errors?.[0]?.extensions?.code).toBe(caller === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN')
    }
  })

  test('has the reason in the trail and none in the event', async () => {
    const entry = (await entriesOf(service, row.id)).at(-1)
    expect(entry).toMatchObject({ action: 'withdrawResource', why: 'Der Wagen ist verkauft.' })
    const event = (await eventsOf(service, row.id)).at(-1)
    expect(event?.type).toBe('resource.withdrawn')
    expect(JSON.stringify(event)).not.toContain('verkauft')
  })

  test('can be neither changed nor withdrawn again', async () => {
    const again = { caller: member, id: row.id, version: row.version }
    const update = await refused(service, 'updateResource', 'id', { ...again, input: { amount: '2' } })
    expect(update).toMatchObject({ code: 'STATE_REFUSED', status: 'WITHDRAWN', fits: ['OPEN'] })
    const withdrawal = await refused(service, 'withdrawResource', 'id', { ...again, reason: 'Again' })
    expect(withdrawal.code).toBe('STATE_REFUSED')
  })

  test('was withdrawn for a reason', async () => {
    const offered = await offer(van)
    for (const reason of ['', ' \n ', 'x'.repeat(1_001), 'a\u0000b']) {
      const { code } = await refused(service, 'withdrawResource', 'id', {
        caller: member,
        ...offered,
        reason,
      })
      expect([reason, code]).toEqual([reason, 'BAD_USER_INPUT'])
    }
  })
})

describe('resources of an organization nobody has verified', () => {
  let row: Row
  beforeAll(async () => {
    await service.database.rows(
      sql`insert into city.organization (id, name, kind, fields) values ('org-new', 'Neu (Beispiel)', 'COMPANY', '{}')`,
    )
    row = await offer(van, { caller: memberOf('org-new'), organizationId: 'org-new' })
  })
  const read = async (caller = anonymous) => {
    const { data } = await service.query(
      `query ($id: ID!) { resource(id: $id) { id } resources(filter: { organization: "org-new" }) { totalCount edges { node { id } } } }`,
      { id: row.id },
      caller,
    )
    return data
  }

  test('are found by its members and coordinators, and by nobody else', async () => {
    const found = {
      resource: { id: row.id },
      resources: { totalCount: 1, edges: [{ node: { id: row.id } }] },
    }
    const nothing = { resource: null, resources: { totalCount: 0, edges: [] } }
    for (const caller of [memberOf('org-new'), keyOf('org-new', ['read']), coordinator])
      expect(await read(caller)).toEqual(found)
    for (const caller of [anonymous, person, stranger, keyOf('org-new', ['goods:write'])])
      expect(await read(caller)).toEqual(nothing)
  })

  test('are told to the organization only', async () => {
    expect((await eventsOf(service, row.id)).map(({ audience }) => audience)).toEqual(['ORGANIZATION'])
  })
})

describe('resources', () => {
  const ids = async (filter: object) =>
    (await idsOf(service, 'resources', 'ResourceFilter', { ...filter })).ids

  test('are filtered by skill, also by a more general one', async () => {
    expect(await ids({ skill: 'skill-data-protection' })).toEqual(['res-datenschutz'])
    expect(await ids({ skill: 'skill-organizing' })).toEqual(['res-datenschutz'])
    expect(await ids({ skill: 'skill-digital' })).toEqual(['res-itstunden'])
    expect(await ids({ skill: 'skill-digital-information' })).toEqual([])
    expect(await ids({ skill: 'none' })).toEqual([])
  })

  test('are filtered by how they are shared and by organization', async () => {
    const exclusive = await ids({ sharing: 'EXCLUSIVE', organization: 'org-town' })
    expect(exclusive).toEqual(expect.arrayContaining(['res-saal', 'res-schulraum']))
    expect(exclusive).not.toContain('res-itstunden')
    expect(await ids({ sharing: 'POOLED', organization: 'org-town' })).toEqual([
      'res-foerdertopf',
      'res-itstunden',
    ])
  })

  test('tell when they are available, in German time, over the turn of the year', async () => {
    const windows = await answerTo(
      service,
      `{ resource(id: "res-saal") { availableWindows(from: "2026-12-30", to: "2027-01-02") { from to } } }`,
    )
    expect(windows).toEqual({
      resource: {
        availableWindows: [
          { from: '2026-12-30T15:00:00.000Z', to: '2026-12-30T21:00:00.000Z' },
          { from: '2026-12-31T17:00:00.000Z', to: '2027-01-01T01:00:00.000Z' },
          { from: '2027-01-02T09:00:00.000Z', to: '2027-01-02T23:00:00.000Z' },
        ],
      },
    })
  })

  test('cost as many statements for six as for two, with all that belongs to them', async () => {
    const countFor = async (first: number) => {
      const before = service.statements.length
      await answerTo(
        service,
        `query ($first: Int!) { resources(first: $first) { edges { node { skills { id parent { id } ancestors { id } }
          eligibility { districts { id } } organization { id } district { id }
          availableWindows(from: "2026-12-01", to: "2026-12-31") { from } } } } }`,
        { first },
      )
      return service.statements.length - before
    }
    const forSix = await countFor(6)
    expect(await countFor(30)).toBe(forSix)
    expect(forSix).toBe(5)
  })
})

test('skills are listed as a tree, each after the more general one', async () => {
  const { skills } = await answerTo<{
    skills: { id: string; label: string; parent: { id: string } | null }[]
  }>(service, '{ skills { id label source parent { id } } }')
  expect(skills[0]).toMatchObject({ id: 'skill-digital', label: 'Digitales', parent: null })
  expect(skills).toContainEqual({
    id: 'skill-appliance-testing',
    label: 'Prüfung elektrischer Geräte',
    source: null,
    parent: { id: 'skill-electrical' },
  })
})
