import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { Audience } from '../../../platform/changes/event.entity.js'
import { isNotModified } from '../../../services/city/notification/atom/not-modified.js'
import { city } from '../../../services/city/service.js'
import { type RunningService, startService } from '../../kit/service.js'
import { now } from './kit.js'
import { addOrganizations, happens } from './telling-kit.js'

const day = 86_400_000
const immerath = '05370004-09'
const hostile = `<script>alert("1")</script> & ]]> "quotes" <b>bold</b>`

let service: RunningService
beforeAll(async () => {
  service = await startService(city, { now })
  await addOrganizations(service)
  const at = (ms: number) => new Date(now.getTime() - ms)
  const title = (text: string) => ({ data: { title: { DE: text, EN: `${text} (EN)` } } })
  await happens(service, { ...title('Beete'), field: 'CLIMATE', districts: [immerath] }, at(3_000))
  await happens(service, { ...title('Abendkurs'), field: 'EDUCATION', districts: [] }, at(2_000))
  await happens(service, { ...title(hostile), field: 'CLIMATE', districts: [] }, at(1_000))
  await happens(service, { ...title('Vertraulich'), audience: Audience.ORGANIZATION }, at(500))
  await happens(service, { ...title('Für die Stadt'), audience: Audience.TOWN }, at(500))
  await happens(service, title('Zu alt'), at(91 * day))
})
afterAll(() => service.stop())

async function feed(query: string, init: RequestInit = {}) {
  const response = await fetch(`${service.address}/feeds/atom${query}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** What a reader of feeds shows: HTML within XML, both undone. */
function titles(document: string): string[] {
  const undone = (text: string) =>
    text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
  return [...document.matchAll(/<title type="html"><!\[CDATA\[(.*?)\]\]><\/title>/g)].map(([, title = '']) =>
    undone(title),
  )
}

describe('the feed', () => {
  test('holds what everybody may know, newest first, and nothing else or older', async () => {
    const { status, headers, text } = await feed('')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(titles(text)).toEqual([
      `Neue Initiative: ${hostile}`,
      'Neue Initiative: Abendkurs',
      'Neue Initiative: Beete',
    ])
    expect(text).not.toMatch(/Vertraulich|Für die Stadt|Zu alt/)
  })

  test('is well-formed whatever titles hold, and what is in them is text', async () => {
    const { text } = await feed('')
    expect(text).not.toContain('<script')
    expect(text).not.toContain('<b>')
    expect(text.match(/<!\[CDATA\[/g)?.length).toBe(text.match(/\]\]>/g)?.length)
  })

  test.each([
    ['?field=CLIMATE', [`Neue Initiative: ${hostile}`, 'Neue Initiative: Beete']],
    [`?district=${immerath}`, ['Neue Initiative: Beete']],
    [`?field=EDUCATION&district=${immerath}`, []],
    ['?field=EDUCATION&lang=en', ['New initiative: Abendkurs (EN)']],
  ])('of %s holds its own part', async (query, expected) => {
    expect(titles((await feed(query)).text)).toEqual(expected)
  })

  test('has ids that stay, times of what happened, and an address of its own under the public one', async () => {
    const { text } = await feed('?lang=en&field=EDUCATION')
    const [{ id } = { id: '' }] = await service.database.rows<{ id: string }>(
      sql`select id from city.event where field = 'EDUCATION'`,
    )
    const time = new Date(now.getTime() - 2_000).toISOString()
    expect(text).toContain(`<id>urn:uuid:${id}</id>`)
    expect(text.match(new RegExp(`<updated>${time}</updated>`, 'g'))).toHaveLength(2)
    expect(text).toContain(
      `<link rel="self" href="${service.config.publicUrl}/feeds/atom?field=EDUCATION&amp;lang=en"/>`,
    )
    expect(text).toContain('<name>Bindeglied</name>')
  })

  test('is sent once: who has this version is told so', async () => {
    const { headers } = await feed('')
    const etag = headers.get('etag') ?? ''
    const lastModified = headers.get('last-modified') ?? ''
    expect(headers.get('cache-control')).toBe('public, max-age=300')
    expect(lastModified).toBe(new Date(now.getTime() - 1_000).toUTCString())
    for (const known of [{ 'if-none-match': etag }, { 'if-modified-since': lastModified }]) {
      const again = await feed('', { headers: known as never })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag])
    }
    expect((await feed('?lang=en', { headers: { 'if-none-match': etag } })).status).toBe(200)
    expect((await feed('', { method: 'HEAD' })).status).toBe(200)
    expect((await feed('', { method: 'POST' })).status).toBe(404)
  })

  test.each([
    ['?field=NOTHING', 400],
    ['?lang=fr', 400],
    ['?field=CLIMATE&field=HEALTH', 400],
    ['?district=%3Cb%3E', 400],
    ['?district=00000000-00', 404],
  ])('says what is wrong with %s', async (query, expected) => {
    const { status, text, headers } = await feed(query, { headers: { 'accept-language': 'en' } })
    expect([status, headers.get('content-type')]).toEqual([expected, 'text/plain; charset=utf-8'])
    expect(text).toMatch(/^There is no/)
  })

  test('is looked up by an index', async () => {
    await service.database.rows(sql`
      insert into city.event (id, type, entity, entity_id, audience, field, districts, data, at)
      select gen_random_uuid(), 'need.stated', 'Need', n, case n % 3 when 0 then 'PUBLIC' else 'TOWN' end, 'HEALTH',
        '{}', '{}', ${now}::timestamptz - interval '100 days' - n * interval '1 minute'
      from generate_series(1, 20000) as n`)
    const client = await service.database.pool.connect()
    try {
      await client.query('begin')
      const statement = service.statements.findLast((text) => text.includes('from city.event e'))
      const plan = await client.query(`explain ${statement}`, ['2026-08-25', 50])
      expect(JSON.stringify(plan.rows)).toMatch(/Index Scan.*event_audience_at_seq_index/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test.each([
  [{ 'if-none-match': 'W/"a", "b"' }, true],
  [{ 'if-none-match': '*' }, true],
  [{ 'if-none-match': '"c"', 'if-modified-since': now.toUTCString() }, false],
  [{ 'if-modified-since': new Date(now.getTime() - 1_000).toUTCString() }, false],
  [{ 'if-modified-since': 'once upon a time' }, false],
  [{}, false],
])('whoever sends %j has the version "b" of the moment: %s', (headers, expected) => {
  const validators = { etag: '"b"', lastModified: new Date(now.getTime() + 900) }
  expect(isNotModified(headers, validators)).toBe(expected)
})
