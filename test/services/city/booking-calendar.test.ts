import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import { city } from '../../../services/city/service.js'
import { coordinator, keyOf, memberOf, person } from '../../kit/callers.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { addMatch, addNeed, addParties, addResource, asker, provider } from './matching-views-kit.js'

const member = memberOf(provider)
/** What must not become lines of its own; `cleaned` is what calendar programs show. */
const hostile = 'Probe, 2; "Konzert"\nBEGIN:VEVENT\r\nSUMMARY:x \\n \u0007🎵 '.padEnd(180, 'ö')
const cleaned = hostile.replaceAll('\r', '').replaceAll('\u0007', '')

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addParties(service)
  await addResource(service, { id: 'saal', sharing: 'EXCLUSIVE', amount: 40, title: 'Saal' })
  await addResource(service, { id: 'fonds', kind: 'FUNDING', unit: 'EUROS', amount: 5_000 })
  await addResource(service, { id: 'rathaus', organization: 'org-town', amount: 10 })
  await addNeed(service, { id: 'probe', amount: 100, title: hostile })
  await addNeed(service, { id: 'konzert', amount: 100, title: 'Konzert' })
  await addNeed(service, { id: 'noten', kind: 'FUNDING', unit: 'EUROS', amount: 1_250.5, title: 'Noten' })
  await addMatch(service, {
    id: 'm-probe',
    need: 'probe',
    resource: 'saal',
    amount: 20,
    // The clocks go back in the night between the two.
    during: [
      ['2026-10-24T17:00:00Z', '2026-10-24T19:00:00Z'],
      ['2027-03-27T18:00:00Z', '2027-03-27T20:00:00Z'],
      ['2027-03-28T17:00:00Z', '2027-03-28T19:00:00Z'],
    ],
  })
  await addMatch(service, {
    id: 'm-konzert',
    need: 'konzert',
    resource: 'saal',
    amount: 1,
    status: 'ACCEPTED',
    during: [['2027-03-28T19:00:00Z', '2027-03-28T21:30:00Z']],
  })
  await addMatch(service, {
    id: 'm-noten',
    need: 'noten',
    resource: 'fonds',
    amount: 1_250.5,
    during: [['2026-12-31T23:00:00Z', '2027-12-31T23:00:00Z']],
  })
})
afterAll(() => service.stop())
beforeEach(() => service.database.rows(sql`delete from city.booking_calendar`))

interface Made {
  calendar: { id: string; language: string; createdAt: string }
  url: string | null
}

function create(resourceId: string, caller?: Caller, { key = randomUUID(), language = 'DE' } = {}) {
  return service.query(
    `mutation ($resourceId: ID!, $language: Language!, $key: String!) {
      made: createBookingCalendar(resourceId: $resourceId, language: $language, idempotencyKey: $key) {
        calendar { id language createdAt } url
      }
    }`,
    { resourceId, language, key },
    caller,
  )
}

async function made(...args: Parameters<typeof create>): Promise<Made> {
  const { data, errors } = await create(...args)
  expect(errors).toBeUndefined()
  return (data as unknown as { made: Made }).made
}

function remove(resourceId: string, id: string, caller?: Caller) {
  return service.query(
    `mutation ($resourceId: ID!, $id: ID!, $key: String!) {
      id: removeBookingCalendar(resourceId: $resourceId, id: $id, idempotencyKey: $key)
    }`,
    { resourceId, id, key: randomUUID() },
    caller,
  )
}

function codeOf({ errors }: { errors?: { extensions?: Record<string, unknown> }[] }): unknown {
  return errors?.[0]?.extensions?.code
}

/** Where the service answers what a calendar program asks the hub for. */
function fetchCalendar(url: string | null, init: RequestInit = {}): Promise<Response> {
  const { publicUrl } = service.config
  expect(url).toMatch(new RegExp(`^${publicUrl}/feeds/bookings/[\\w-]{43}\\.ics$`))
  return fetch(String(url).replace(publicUrl, service.address), init)
}

async function eventsAt(url: string | null): Promise<Record<string, unknown>[]> {
  const response = await fetchCalendar(url)
  expect(response.status).toBe(200)
  const calendar = new ICAL.Component(ICAL.parse(await response.text()))
  return calendar.getAllSubcomponents('vevent').map((event) =>
    Object.fromEntries(
      event.getAllProperties().map((property) => {
        const value = property.getFirstValue()
        return [property.name, value instanceof ICAL.Time ? value.toJSDate().toISOString() : value]
      }),
    ),
  )
}

describe('the bookings of a resource as a calendar', () => {
  test('are an event for each stretch of time from 30 days ago on, tentative until the provider has confirmed', async () => {
    const { url } = await made('saal', member)
    const events = await eventsAt(url)
    const seats = /\((\d+ Pl[^)]+)\)$/
    expect(
      events.map(({ dtstart, dtend, summary, status }) => [
        dtstart,
        dtend,
        seats.exec(String(summary))?.[1],
        status,
      ]),
    ).toEqual([
      ['2026-10-24T17:00:00.000Z', '2026-10-24T19:00:00.000Z', '20 Plätze', 'CONFIRMED'],
      ['2027-03-27T18:00:00.000Z', '2027-03-27T20:00:00.000Z', '20 Plätze', 'CONFIRMED'],
      ['2027-03-28T17:00:00.000Z', '2027-03-28T19:00:00.000Z', '20 Plätze', 'CONFIRMED'],
      ['2027-03-28T19:00:00.000Z', '2027-03-28T21:30:00.000Z', '1 Platz', 'TENTATIVE'],
    ])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(4)
  })

  test('are said in the language of the calendar, with what people wrote as it stands', async () => {
    const { url } = await made('saal', member, { language: 'EN' })
    const [first, , , last] = await eventsAt(url)
    expect(first?.summary).toBe(`${cleaned} (EN) (20 seats)`)
    expect(first).toMatchObject({ description: 'Choir for all', transp: 'OPAQUE', sequence: 0 })
    expect(last?.summary).toBe('Konzert (EN) (1 seat)')
    const money = await made('fonds', member)
    expect(await eventsAt(money.url)).toEqual([
      expect.objectContaining({
        summary: expect.stringMatching(/^Noten \(1\.250,50\s€\)$/),
        transp: 'TRANSPARENT',
      }),
    ])
  })

  test('are lines of 75 octets at most, as the standard wants them, in one calendar with a name', async () => {
    const { url } = await made('saal', member)
    const response = await fetchCalendar(url)
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await response.text()
    const lines = text.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0'])
    expect(text).toContain('\r\nNAME:Buchungen: Saal\r\n')
    expect(text).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n')
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(4)
  })

  test('keep their UIDs, and are sent once: who has this version is told so', async () => {
    const { url } = await made('saal', member)
    const first = await fetchCalendar(url)
    const etag = String(first.headers.get('etag'))
    expect(first.headers.get('cache-control')).toBe('private, max-age=300')
    service.setNow(new Date(now.getTime() + 3_600_000))
    const again = await fetchCalendar(url, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    const uids = (await eventsAt(url)).map(({ uid }) => uid)
    // The first one is over for more than 30 days then, and another one is confirmed meanwhile.
    service.setNow(new Date('2026-11-24T00:00:00Z'))
    await service.database.rows(sql`update city.match set status = 'CONFIRMED', version = 2,
      confirmed_at = '2026-11-23T12:00:00Z' where id = 'm-konzert'`)
    try {
      const changed = await fetchCalendar(url, { headers: { 'if-none-match': etag } })
      expect(changed.status).toBe(200)
      const events = await eventsAt(url)
      expect(events.map(({ uid }) => uid)).toEqual(uids.slice(1))
      expect(events.at(-1)).toMatchObject({
        status: 'CONFIRMED',
        sequence: 1,
        'last-modified': '2026-11-23T12:00:00.000Z',
      })
    } finally {
      service.setNow(now)
      await service.database.rows(sql`update city.match set status = 'ACCEPTED', version = 1,
        confirmed_at = null where id = 'm-konzert'`)
    }
  })

  test('are 2,000 at most', async () => {
    const hours = { kind: 'STAFF_HOURS', unit: 'HOURS', amount: 4_000 }
    await addResource(service, { id: 'pool', ...hours })
    await addNeed(service, { id: 'leitung', ...hours })
    const windows = Array.from({ length: 2_001 }, (_, index): [string, string] => {
      const from = Date.UTC(2027, 0, 1) + index * 7_200_000
      return [new Date(from).toISOString(), new Date(from + 3_600_000).toISOString()]
    })
    await addMatch(service, {
      id: 'm-pool',
      need: 'leitung',
      resource: 'pool',
      amount: 2_001,
      during: windows,
    })
    const { url } = await made('pool', member)
    const events = await eventsAt(url)
    expect(events).toHaveLength(2_000)
    expect(events[0]?.dtstart).toBe('2027-01-01T00:00:00.000Z')
  })
})

describe('the address of a calendar', () => {
  test('is shown once, and is nowhere in the database', async () => {
    const key = randomUUID()
    const first = await made('saal', member, { key })
    const retry = await made('saal', member, { key })
    expect(retry).toEqual({ calendar: first.calendar, url: null })
    const secret = String(first.url).slice(-47, -4)
    const { rows } = service.database
    const tables = await rows<{ name: string }>(sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'city' and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`)
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of [...tables, { name: 'audit.entry' }]) {
      const found = await rows(sql`select from ${sql.raw(name)} t where t::text like ${`%${secret}%`}`)
      expect([name, found]).toEqual([name, []])
    }
    const [entry] = await rows<{ content: string }>(sql`select content from audit.entry
      where entity = 'BookingCalendar' and entity_id = ${first.calendar.id}`)
    const [stored] = await rows<{ hash: string }>(sql`select token_hash as hash from city.booking_calendar`)
    expect(entry?.content).toContain('createBookingCalendar')
    expect(entry?.content).not.toContain(stored?.hash)
  })

  test('leads nowhere as soon as the calendar is removed', async () => {
    const { calendar, url } = await made('saal', member)
    const { url: other } = await made('saal', keyOf(provider))
    await remove('fonds', calendar.id, member)
    expect((await fetchCalendar(url)).status).toBe(200)
    expect((await remove('saal', calendar.id, member)).data).toEqual({ id: calendar.id })
    expect((await fetchCalendar(url)).status).toBe(404)
    expect((await fetchCalendar(other)).status).toBe(200)
    expect((await remove('saal', calendar.id, member)).data).toEqual({ id: calendar.id })
  })

  test('leads nowhere while the organization is suspended', async () => {
    const { url } = await made('saal', member)
    const suspend = (at: Date | null) =>
      service.database.rows(sql`update city.organization set suspended_at = ${at},
        suspension_reason = ${at && 'R'} where id = ${provider}`)
    await suspend(now)
    try {
      const response = await fetchCalendar(url, { headers: { 'accept-language': 'en' } })
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringMatching(/^There is no such calendar/),
      ])
    } finally {
      await suspend(null)
    }
    expect((await fetchCalendar(url)).status).toBe(200)
  })

  test.each([
    ['one that is too short', 'x.ics'],
    ['one that nothing has', `${'A'.repeat(43)}.ics`],
    ['one without its ending', 'A'.repeat(43)],
    ['one that is too long', `${'A'.repeat(5_000)}.ics`],
    ['one no database holds', '%00.ics'],
  ])('is not guessed: %s', async (_what, last) => {
    const response = await fetch(`${service.address}/feeds/bookings/${last}`)
    expect([404, 414]).toContain(response.status)
    expect(await response.text()).not.toContain('VCALENDAR')
  })
})

describe('booking calendars', () => {
  test('are made, listed and removed by those who act for the provider, and for the town by coordinators', async () => {
    const own = await made('saal', member)
    const towns = await made('rathaus', coordinator)
    for (const caller of [undefined, person, memberOf(asker), keyOf(provider, ['read']), coordinator]) {
      const refusal = caller === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN'
      expect(codeOf(await create('saal', caller))).toBe(refusal)
      expect(codeOf(await remove('saal', own.calendar.id, caller))).toBe(refusal)
    }
    for (const caller of [member, memberOf('org-town')]) {
      expect(codeOf(await create('rathaus', caller))).toBe('FORBIDDEN')
      expect(codeOf(await remove('rathaus', towns.calendar.id, caller))).toBe('FORBIDDEN')
    }
    expect(codeOf(await create('nothing', member))).toBe('FORBIDDEN')
    expect(codeOf(await remove('nothing', 'x', member))).toBe('FORBIDDEN')
    expect((await fetchCalendar(own.url)).status).toBe(200)
    expect((await fetchCalendar(towns.url)).status).toBe(200)
    expect((await remove('rathaus', towns.calendar.id, coordinator)).errors).toBeUndefined()
    expect((await fetchCalendar(towns.url)).status).toBe(404)
  })

  test('are listed without their addresses', async () => {
    const { calendar } = await made('saal', member, { language: 'EN' })
    const list = (caller?: Caller) =>
      service.query('{ resource(id: "saal") { bookingCalendars { id language createdAt } } }', {}, caller)
    const expected = { resource: { bookingCalendars: [calendar] } }
    expect((await list(member)).data).toEqual(expected)
    expect((await list(coordinator)).data).toEqual(expected)
    expect((await list(keyOf(provider, ['read']))).data).toEqual(expected)
    for (const caller of [undefined, person, memberOf(asker), keyOf(provider, ['goods:write'])]) {
      expect((await list(caller)).data).toEqual({ resource: { bookingCalendars: null } })
    }
  })

  test('are 10 for a resource, also when they are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => create('saal', member)))
    expect(answers.map(codeOf).filter((code) => code === 'STATE_REFUSED')).toHaveLength(2)
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(10)
  })
})
