import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { coordinator, keyOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import {
  attempt,
  complete,
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

async function read(
  id: string,
  selection: string,
  caller: Caller = member,
): Promise<Record<string, unknown> | null> {
  const { data, errors } = await service.query(
    `query ($id: ID!) { initiative(id: $id) { ${selection} } }`,
    { id },
    caller,
  )
  expect(errors).toBeUndefined()
  return data?.initiative ?? null
}

const all = `title(lang: EN) summary description field status version location { lat lon } startsOn endsOn
  districts { id } organization { id } analogAccess { kind value hours } contact { name email phone }
  decisionReason submittedAt publishAt publishedAt`

describe('a draft', () => {
  test('needs a title and a field only', async () => {
    const { id, ...written } = await done(service, member, 'draftInitiative', {
      organization,
      input: { title: { de: ' Idee\r\n' }, field: 'HEALTH' },
    })
    expect(written).toEqual({ version: 1, status: 'DRAFT' })
    expect(await read(id, all)).toEqual({
      title: 'Idee',
      summary: '',
      description: null,
      field: 'HEALTH',
      status: 'DRAFT',
      version: 1,
      location: null,
      startsOn: null,
      endsOn: null,
      districts: [],
      organization: { id: organization },
      analogAccess: [],
      contact: null,
      decisionReason: null,
      submittedAt: null,
      publishAt: null,
      publishedAt: null,
    })
  })

  test('is written anew in the parts that are given: null empties, absent stays', async () => {
    const draft = await initiativeIn(service, 'DRAFT')
    const { version } = await done(service, member, 'updateInitiative', {
      ...draftAt(draft),
      input: {
        title: { de: 'Neu', en: 'New' },
        districts: ['05370004-03', '05370004-02'],
        location: { lat: 51.1, lon: 6.3 },
        endsOn: null,
        contact: { name: 'Bert', phone: '02431 1' },
      },
    })
    expect(version).toBe(2)
    expect(await read(draft.id, all)).toMatchObject({
      title: 'New',
      summary: 'Nachbarn helfen beim Aufbau.',
      field: 'CLIMATE',
      location: { lat: 51.1, lon: 6.3 },
      startsOn: '2026-12-01',
      endsOn: null,
      districts: [{ id: '05370004-02' }, { id: '05370004-03' }],
      analogAccess: [{ kind: 'PHONE', value: '02431 12345', hours: 'werktags 9–12 Uhr' }],
      contact: { name: 'Bert', email: null, phone: '02431 1' },
    })
    await done(service, member, 'updateInitiative', {
      ...draftAt(draft, 2),
      input: { districts: null, location: null, analogAccess: null, contact: null, summary: null },
    })
    expect(await read(draft.id, all)).toMatchObject({
      title: 'New',
      summary: '',
      location: null,
      districts: [],
      analogAccess: [],
      contact: null,
    })
  })

  test('is refused for everything that is wrong with its form, at once and in the language asked for', async () => {
    const { code, extensions } = await attempt(service, member, 'draftInitiative', {
      organization,
      lang: 'EN',
      input: {
        title: { de: '  ' },
        field: 'HEALTH',
        summary: { de: 'x'.repeat(501) },
        location: { lat: 91, lon: 6 },
        startsOn: '0000-01-01',
        analogAccess: [{ kind: 'PLACE', value: 'a\u0007b', hours: { de: 'ja' } }],
        contact: { name: 'Ada', email: 'no address' },
      },
    })
    expect(code).toBe('BAD_USER_INPUT')
    expect(extensions?.problems).toEqual([
      { path: ['input', 'title', 'de'], code: 'MISSING', message: 'must not be empty' },
      { path: ['input', 'summary', 'de'], code: 'TOO_LONG', message: 'is longer than 500 characters' },
      { path: ['input', 'location', 'lat'], code: 'OUT_OF_RANGE', message: 'is out of range' },
      { path: ['input', 'startsOn'], code: 'OUT_OF_RANGE', message: 'is out of range' },
      {
        path: ['input', 'analogAccess', 0, 'value'],
        code: 'CONTROL_CHARACTER',
        message: 'has a control character',
      },
      { path: ['input', 'contact', 'email'], code: 'NOT_AN_EMAIL', message: 'must be an e-mail address' },
    ])
  })

  test('is refused for districts there are none of and a period that is reversed', async () => {
    const { code, extensions } = await attempt(service, member, 'draftInitiative', {
      organization,
      input: { ...complete, districts: ['05370004-01', 'nowhere'], endsOn: '2026-11-30' },
    })
    expect([code, extensions?.problems]).toEqual([
      'BAD_USER_INPUT',
      [
        expect.objectContaining({ path: ['input', 'districts', 1], code: 'UNKNOWN' }),
        expect.objectContaining({ path: ['input', 'endsOn'], code: 'PERIOD_REVERSED' }),
      ],
    ])
    const draft = await initiativeIn(service, 'DRAFT')
    const reversed = await attempt(service, member, 'updateInitiative', {
      ...draftAt(draft),
      input: { endsOn: '2026-11-30', title: null },
    })
    expect(reversed.extensions?.problems).toEqual([
      expect.objectContaining({ path: ['input', 'title'], code: 'MISSING' }),
    ])
    const onlyEnd = await attempt(service, member, 'updateInitiative', {
      ...draftAt(draft),
      input: { endsOn: '2026-11-30' },
    })
    expect(onlyEnd.extensions?.problems).toEqual([
      expect.objectContaining({ path: ['input', 'endsOn'], code: 'PERIOD_REVERSED' }),
    ])
  })

  test('is made for an organization by its members and keys, for the town by coordinators', async () => {
    const code = async (caller: Caller | undefined, of: string | null) =>
      (await attempt(service, caller, 'draftInitiative', { organization: of, input: complete })).code
    expect(await code(undefined, organization)).toBe('UNAUTHENTICATED')
    expect(await code(person, organization)).toBe('FORBIDDEN')
    expect(await code(stranger, organization)).toBe('FORBIDDEN')
    expect(await code(stranger, 'org-there-is-none')).toBe('FORBIDDEN')
    expect(await code(coordinator, organization)).toBe('FORBIDDEN')
    expect(await code(member, null)).toBe('FORBIDDEN')
    expect(await code(member, 'org-town')).toBe('FORBIDDEN')
    expect(await code(keyOf(organization, ['read']), organization)).toBe('FORBIDDEN')
    expect(await code(keyOf(organization, ['initiatives:write']), organization)).toBeUndefined()
    expect(await code(member, organization)).toBeUndefined()
    expect(await code(coordinator, null)).toBeUndefined()
    expect(await code(coordinator, 'org-town')).toBeUndefined()
  })

  test('is deleted with its needs as long as nobody has submitted it', async () => {
    const draft = await initiativeIn(service, 'DRAFT')
    await service.database.rows(sql`insert into city.need
      (id, title, kind, amount, unit, splittable, organization_id, initiative_id)
      values (${`need-${draft.id}`}, '{"DE": "Hilfe"}', 'STAFF_HOURS', 1, 'HOURS', false, ${organization}, ${draft.id})`)
    expect((await attempt(service, stranger, 'deleteDraft', draftAt(draft))).code).toBe('NOT_FOUND')
    expect(await done(service, member, 'deleteDraft', draftAt(draft))).toBe(draft.id)
    expect(await read(draft.id, 'id')).toBeNull()
    const submitted = await initiativeIn(service, 'SUBMITTED')
    const back = await done(service, member, 'withdrawInitiative', draftAt(submitted, submitted.version))
    expect((await attempt(service, member, 'deleteDraft', draftAt(back, back.version))).code).toBe(
      'STATE_REFUSED',
    )
  })
})

describe('a submission', () => {
  test('that lacks something is told everything it lacks, and is not made', async () => {
    const draft = await done(service, member, 'draftInitiative', {
      organization,
      input: {
        title: { de: 'Idee' },
        field: 'HEALTH',
        analogAccess: [{ kind: 'PHONE', value: 'ruf an' }],
      },
    })
    const refused = await attempt(service, member, 'submitInitiative', { ...draftAt(draft), lang: 'DE' })
    expect(refused.code).toBe('INCOMPLETE')
    expect(refused.extensions?.problems).toEqual([
      {
        path: ['summary'],
        code: 'MISSING_SUMMARY',
        message: 'Bitte in ein, zwei Sätzen sagen, worum es geht.',
      },
      {
        path: ['districts'],
        code: 'MISSING_PLACE',
        message: 'Bitte mindestens einen Bezirk oder einen Ort angeben.',
      },
      {
        path: ['contact'],
        code: 'MISSING_CONTACT',
        message: 'Bitte eine Ansprechperson nennen; sie wird nicht veröffentlicht.',
      },
      {
        path: ['analogAccess', 0, 'value'],
        code: 'NOT_A_TELEPHONE_NUMBER',
        message: 'Bitte eine Telefonnummer angeben, die mit der Nummer beginnt, etwa 02431 85-0.',
      },
      {
        path: ['analogAccess', 0, 'hours'],
        code: 'MISSING_HOURS',
        message: 'Bitte angeben, wann dort jemand erreichbar ist.',
      },
    ])
    expect(await read(draft.id, 'status version')).toEqual({ status: 'DRAFT', version: 1 })
    expect(await eventsOf(service, draft.id)).toEqual([])
  })

  test('is told to the town, comes back with a reason, and is published in the end', async () => {
    const { id, version } = await initiativeIn(service, 'CHANGES_REQUESTED')
    expect(await read(id, 'decisionReason submittedAt publishedAt')).toEqual({
      decisionReason: 'ein Grund',
      submittedAt: now.toISOString(),
      publishedAt: null,
    })
    await done(service, member, 'updateInitiative', { id, version, input: { field: 'HEALTH' } })
    await done(service, member, 'submitInitiative', { id, version: version + 1 })
    await done(service, coordinator, 'approveInitiative', { id, version: version + 2 })
    expect(await read(id, 'status publishedAt field decisionReason')).toEqual({
      status: 'PUBLISHED',
      publishedAt: now.toISOString(),
      field: 'HEALTH',
      decisionReason: null,
    })
    const about = { organizationId: organization, districts: ['05370004-01', '05370004-02'] }
    const title = { DE: 'Balkonkraft', EN: 'Balcony power' }
    expect(await eventsOf(service, id)).toEqual([
      { ...about, type: 'initiative.submitted', audience: 'TOWN', field: 'CLIMATE', data: { title } },
      {
        ...about,
        type: 'initiative.changes-requested',
        audience: 'ORGANIZATION',
        field: 'CLIMATE',
        data: { title, reason: 'ein Grund' },
      },
      { ...about, type: 'initiative.submitted', audience: 'TOWN', field: 'HEALTH', data: { title } },
      { ...about, type: 'initiative.published', audience: 'PUBLIC', field: 'HEALTH', data: { title } },
    ])
  })

  test('is rejected with the reason, for good', async () => {
    const { id, version } = await initiativeIn(service, 'REJECTED')
    expect(await read(id, 'status decisionReason')).toEqual({
      status: 'REJECTED',
      decisionReason: 'ein Grund',
    })
    const refused = await attempt(service, member, 'submitInitiative', { id, version })
    expect([refused.code, refused.extensions?.fits]).toEqual([
      'STATE_REFUSED',
      ['DRAFT', 'CHANGES_REQUESTED'],
    ])
    expect((await eventsOf(service, id)).at(-1)).toMatchObject({
      type: 'initiative.rejected',
      audience: 'ORGANIZATION',
      data: { reason: 'ein Grund' },
    })
  })

  test('is withdrawn before and after it is approved, as long as it is not published', async () => {
    for (const status of ['SUBMITTED', 'SCHEDULED']) {
      const { id, version } = await initiativeIn(service, status)
      await done(service, member, 'withdrawInitiative', { id, version })
      expect(await read(id, 'status publishAt')).toEqual({ status: 'DRAFT', publishAt: null })
      expect((await eventsOf(service, id)).at(-1)).toMatchObject({
        type: 'initiative.withdrawn',
        audience: 'TOWN',
      })
    }
  })
})

describe('a decision', () => {
  test.each([
    ['requestChanges', { reason: 'weil' }],
    ['rejectInitiative', { reason: 'weil' }],
    ['approveInitiative', {}],
  ])('%s is for coordinators who do not belong to the organization', async (mutation, more) => {
    const { id, version } = await initiativeIn(service, 'SUBMITTED')
    const code = async (caller?: Caller) =>
      (await attempt(service, caller, mutation, { id, version, ...more })).code
    expect(await code()).toBe('UNAUTHENTICATED')
    expect(await code(person)).toBe('FORBIDDEN')
    expect(await code(stranger)).toBe('FORBIDDEN')
    expect(await code(member)).toBe('FORBIDDEN')
    expect(await code(keyOf(organization))).toBe('FORBIDDEN')
    expect(await code(partial)).toBe('FORBIDDEN')
    expect(await code(coordinator)).toBeUndefined()
  })

  test.each(['requestChanges', 'rejectInitiative', 'pauseInitiative', 'endInitiative'])(
    '%s needs a reason',
    async (mutation) => {
      const { code, extensions } = await attempt(service, coordinator, mutation, {
        id: 'ini-dorfbus',
        version: 1,
        reason: ' \n',
      })
      expect([code, extensions?.problems]).toEqual([
        'BAD_USER_INPUT',
        [expect.objectContaining({ path: ['reason'], code: 'MISSING' })],
      ])
    },
  )

  test('publishes nothing of an organization that is not verified any more', async () => {
    const { id, version } = await initiativeIn(service, 'SUBMITTED')
    await service.database.rows(
      sql`update city.organization set verified_until = '2026-11-22' where id = ${organization}`,
    )
    try {
      const { code, message } = await attempt(service, coordinator, 'approveInitiative', { id, version })
      expect([code, message]).toEqual(['STATE_REFUSED', expect.stringContaining('not verified')])
    } finally {
      await service.database.rows(
        sql`update city.organization set verified_until = '2028-11-22' where id = ${organization}`,
      )
    }
    await done(service, coordinator, 'approveInitiative', { id, version })
  })

  test('publishes nothing that lacks something', async () => {
    const { id, version } = await initiativeIn(service, 'SUBMITTED')
    await service.database.rows(sql`update city.initiative set contact = null where id = ${id}`)
    const { code, extensions } = await attempt(service, coordinator, 'approveInitiative', { id, version })
    expect([code, extensions?.problems]).toEqual([
      'INCOMPLETE',
      [expect.objectContaining({ code: 'MISSING_CONTACT' })],
    ])
  })
})

describe('a published initiative', () => {
  test('pauses, goes on and ends; everybody sees that, but only its own people why', async () => {
    const { id, version } = await initiativeIn(service, 'PUBLISHED')
    const reason = 'Räume fehlen'
    await done(service, member, 'pauseInitiative', { id, version, reason })
    expect(await read(id, 'status decisionReason')).toEqual({ status: 'PAUSED', decisionReason: reason })
    const { data, errors } = await service.query(`{ initiative(id: "${id}") { status decisionReason } }`)
    expect([data?.initiative, errors?.[0]?.extensions?.code]).toEqual([
      { status: 'PAUSED', decisionReason: null },
      'UNAUTHENTICATED',
    ])
    await done(service, member, 'resumeInitiative', { id, version: version + 1 })
    expect(await read(id, 'status decisionReason')).toEqual({ status: 'PUBLISHED', decisionReason: null })
    await done(service, member, 'endInitiative', { id, version: version + 2, reason })
    expect(await read(id, 'status decisionReason')).toEqual({ status: 'ENDED', decisionReason: reason })
    const events = (await eventsOf(service, id)).slice(2)
    expect(events.map(({ type, audience }) => [type, audience])).toEqual([
      ['initiative.paused', 'PUBLIC'],
      ['initiative.resumed', 'PUBLIC'],
      ['initiative.ended', 'PUBLIC'],
    ])
    expect(JSON.stringify(events)).not.toContain(reason)
  })

  test('that the town has paused is resumed by the town only, and the reason reaches the organization', async () => {
    const { id, version } = await initiativeIn(service, 'PUBLISHED')
    const paused = await done(service, coordinator, 'pauseInitiative', { id, version, reason: 'Beschwerden' })
    expect((await eventsOf(service, id)).slice(-2)).toMatchObject([
      { type: 'initiative.paused', audience: 'PUBLIC', data: { title: { DE: 'Balkonkraft' } } },
      { type: 'initiative.reason-given', audience: 'ORGANIZATION', data: { reason: 'Beschwerden' } },
    ])
    for (const caller of [member, partial]) {
      expect((await attempt(service, caller, 'resumeInitiative', draftAt(paused, paused.version))).code).toBe(
        'FORBIDDEN',
      )
    }
    await done(service, coordinator, 'resumeInitiative', draftAt(paused, paused.version))
  })

  test('is not written directly, nor paused by strangers, who are told it is not theirs', async () => {
    const { id, version } = await initiativeIn(service, 'PUBLISHED')
    const update = await attempt(service, member, 'updateInitiative', {
      id,
      version,
      input: { summary: null },
    })
    expect(update.code).toBe('STATE_REFUSED')
    for (const mutation of ['pauseInitiative', 'endInitiative']) {
      expect((await attempt(service, stranger, mutation, { id, version, reason: 'weil' })).code).toBe(
        'FORBIDDEN',
      )
    }
  })
})

describe('a write', () => {
  test('against an old version is a conflict that gives the current one, without the contact', async () => {
    const draft = await initiativeIn(service, 'DRAFT')
    await done(service, member, 'updateInitiative', { ...draftAt(draft), input: { field: 'HEALTH' } })
    const { code, extensions } = await attempt(service, member, 'submitInitiative', draftAt(draft))
    expect(code).toBe('CONFLICT')
    expect(extensions?.current).toEqual({
      id: draft.id,
      version: 2,
      status: 'DRAFT',
      title: { DE: 'Balkonkraft', EN: 'Balcony power' },
      summary: { DE: 'Nachbarn helfen beim Aufbau.' },
      description: null,
      field: 'HEALTH',
      districts: ['05370004-01', '05370004-02'],
      location: null,
      startsOn: '2026-12-01',
      endsOn: '2027-12-01',
      analogAccess: [{ kind: 'PHONE', value: '02431 12345', hours: { DE: 'werktags 9–12 Uhr' } }],
    })
  })

  test('by twenty at once with the same version succeeds once', async () => {
    const draft = await initiativeIn(service, 'DRAFT')
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => attempt(service, member, 'submitInitiative', draftAt(draft))),
    )
    const codes = outcomes.map(({ code }) => code)
    expect(codes.filter((code) => code === undefined)).toHaveLength(1)
    expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(19)
    expect(await eventsOf(service, draft.id)).toHaveLength(1)
  })

  test('is answered alike when it is sent again, and made once', async () => {
    const args = { organization, input: complete, idempotencyKey: randomUUID() }
    const selection = '{ id version status submittedAt districts { id } contact { name } }'
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => attempt(service, member, 'draftInitiative', args, selection)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.written).toMatchObject({ status: 'DRAFT', contact: { name: 'Ada Amsel' } })
    const kept = await service.database.rows<{ answer: unknown }>(
      sql`select answer from city.idempotent_answer where key = ${args.idempotencyKey}`,
    )
    expect(JSON.stringify(kept)).not.toContain('Amsel')
  })

  test('is in the audit trail with who, what, before, after and why, but not with whom to ask', async () => {
    const { id } = await initiativeIn(service, 'CHANGES_REQUESTED')
    const entries = await service.database.rows<{ entry: Record<string, unknown> }>(
      sql`select content::jsonb as entry from audit.entry where entity = 'Initiative' and entity_id = ${id} order by seq`,
    )
    expect(entries.map(({ entry }) => [entry.action, entry.actor, entry.why])).toEqual([
      ['draftInitiative', member.subject, null],
      ['submitInitiative', member.subject, null],
      ['requestChanges', coordinator.subject, 'ein Grund'],
    ])
    expect(entries[2]?.entry).toMatchObject({
      organizationId: organization,
      before: { status: 'SUBMITTED' },
      after: { status: 'CHANGES_REQUESTED', decision_reason: 'ein Grund' },
    })
    expect(JSON.stringify(entries)).not.toMatch(/Amsel|ada@/)
  })

  test('that fails on the way leaves nothing', async () => {
    const before = await service.database.rows(sql`select count(*) from city.initiative`)
    await attempt(service, member, 'draftInitiative', {
      organization,
      input: { ...complete, districts: ['nowhere'] },
    })
    expect(await service.database.rows(sql`select count(*) from city.initiative`)).toEqual(before)
  })
})

function draftAt({ id }: Written, version = 1) {
  return { id, version }
}
