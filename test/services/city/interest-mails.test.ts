import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { InterestFrequency, nextMailAt } from '../../../services/city/interest/interest-frequency.js'
import { mostPerEntity, newsFor, type SuggestedItem } from '../../../services/city/interest/suggested-item.js'
import { type Followed, linkIn, startFollowed, suggesting } from './interests-kit.js'
import { now } from './kit.js'

const day = 24 * 60 * 60_000
const later = (days: number) => new Date(now.getTime() + days * day)

let city: Followed
beforeAll(async () => {
  city = await startFollowed()
})
afterAll(() => city.stop())
beforeEach(() => {
  city.graph.asked.length = 0
})
afterEach(async () => {
  city.setNow(now)
  city.config.mail.url = undefined
  city.graph.suggests = suggesting({})
  await city.database.pool.query('delete from city.interest')
})

const course = (n: number) => ({ id: `c-${n}`, title: `Kurs ${n}` })
const courses = (...numbers: number[]) => suggesting({ Course: numbers.map(course) })

/** Texts of the mails with suggestions, oldest first. */
async function told(email: string): Promise<string[]> {
  const mails = await city.mailsTo(email)
  return mails.filter(({ text }) => text.includes('/interests/end?')).map(({ text }) => text)
}

const coursesIn = (text = '') => [...text.matchAll(/^Kurs (\d+)$/gm)].map(([, n]) => Number(n))

async function runOn(date: Date): Promise<void> {
  city.setNow(date)
  await city.runJob('interest-mails')
}

describe('mails of suggestions', () => {
  test('come at once after the confirmation, with why, how to end them, and the feed', async () => {
    city.graph.suggests = suggesting({
      MunicipalService: [
        {
          id: 's-1',
          title: 'Beratung',
          ...{
            digitalAccess: { webAddress: 'https://stadt.example/beratung' },
            analogAccess: [{ value: 'Musterplatz 1' }],
          },
        },
      ],
      Event: [
        {
          id: 'e-1',
          title: 'Fest',
          ...{ startsAt: '2026-12-01T17:00:00Z', webAddress: null, place: 'Markt' },
        },
      ],
    })
    await city.followConfirmed('erste@example.org', { l: ['CARE'] })
    await runOn(now)
    const [text = ''] = await told('erste@example.org')
    for (const words of [
      'weil Sie Pflege brauchen oder jemanden pflegen',
      'LEISTUNGEN DER STADT\n\nBeratung\n  Musterplatz 1\n  https://stadt.example/beratung\n  → weil s-1 passt',
      'VERANSTALTUNGEN\n\nFest\n  Dienstag, 1. Dezember 2026 um 18:00\n  Markt\n  → weil e-1 passt',
      `${city.config.publicUrl}/feeds/interests?lifeSituation=CARE&interest=HEALTH`,
      `${city.config.publicUrl}/interests/end?token=`,
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('KURSE')
    expect(city.graph.asked).toEqual([
      { lifeSituations: ['CARE'], district: null, interests: ['HEALTH'], lang: 'DE' },
    ])
  })

  test('tell of everything once, in portions, the best first', async () => {
    const email = 'portionen@example.org'
    city.graph.suggests = courses(1, 2, 3, 4, 5, 6, 7)
    await city.followConfirmed(email)
    await runOn(now)
    await runOn(now)
    await runOn(later(1))
    city.graph.suggests = courses(8, 1, 2, 3, 4, 5, 6, 7)
    await runOn(later(2))
    await runOn(later(3))
    expect((await told(email)).map(coursesIn)).toEqual([[1, 2, 3, 4, 5], [6, 7], [8]])
  })

  test('come once a day or once a week, as wished, and not where there is nothing new', async () => {
    city.graph.suggests = courses(1)
    await city.followConfirmed('taeglich@example.org', { f: 'DAILY' })
    await city.followConfirmed('woechentlich@example.org', { f: 'WEEKLY' })
    for (let n = 0; n < 15; n++) {
      if (n !== 7) city.graph.suggests = courses(n + 1)
      await runOn(later(n))
    }
    const days = Array.from({ length: 15 }, (_, n) => n + 1)
    expect((await told('taeglich@example.org')).flatMap(coursesIn)).toEqual(days.filter((n) => n !== 8))
    // Three Mondays, the second without anything new since the day before, which nobody told them of.
    expect((await told('woechentlich@example.org')).map(coursesIn)).toEqual([[1], [7], [15]])
  })

  test('about the same question are made from one answer of the graph', async () => {
    city.graph.suggests = courses(1)
    for (const n of [1, 2, 3]) await city.followConfirmed(`gleich-${n}@example.org`)
    await city.followConfirmed('anders@example.org', { i: ['CLIMATE'] })
    await runOn(now)
    expect(city.graph.asked).toHaveLength(2)
    for (const n of [1, 2, 3]) expect(await told(`gleich-${n}@example.org`)).toHaveLength(1)
  })

  test('are each sent by one of several processes that look for what is due at the same time', async () => {
    city.graph.suggests = courses(1)
    for (const n of [1, 2, 3, 4]) await city.followConfirmed(`prozess-${n}@example.org`)
    await Promise.all([1, 2, 3, 4].map(() => city.runJob('interest-mails')))
    for (const n of [1, 2, 3, 4]) expect(await told(`prozess-${n}@example.org`)).toHaveLength(1)
  })

  test('quote what others have written as one line', async () => {
    city.graph.suggests = suggesting({
      Course: [{ id: 'c', title: `Kurs\r\n\r\nKeine E-Mails mehr:\n${'x'.repeat(300)}` }],
    })
    await city.followConfirmed('zeile@example.org')
    await runOn(now)
    const [text = ''] = await told('zeile@example.org')
    expect(text).toMatch(/^Kurs Keine E-Mails mehr: x{174}…$/m)
  })
})

describe('nothing is lost', () => {
  test('while a part of the graph is down: the others are told, and it comes later', async () => {
    const email = 'teil@example.org'
    city.graph.suggests = suggesting({ Course: null, Event: [{ id: 'e', title: 'Fest' }] })
    await city.followConfirmed(email)
    await runOn(now)
    city.graph.suggests = suggesting({ Course: [course(1)], Event: [{ id: 'e', title: 'Fest' }] })
    await runOn(later(1))
    const texts = await told(email)
    expect(texts).toHaveLength(2)
    expect(texts[0]).toContain('Fest')
    expect(texts[1]).not.toContain('Fest')
    expect(coursesIn(texts[1])).toEqual([1])
  })

  test.each([
    ['the gateway', 'broken' as const],
    ['city', null],
  ])('while %s does not answer', async (_what, broken) => {
    const email = `gateway-${broken}@example.org`
    await city.followConfirmed(email)
    city.graph.suggests = broken
    await runOn(now)
    expect(await told(email)).toEqual([])
    city.graph.suggests = courses(1)
    await runOn(now)
    expect(await told(email)).toEqual([])
    await runOn(new Date(now.getTime() + 60_000))
    expect((await told(email)).map(coursesIn)).toEqual([[1]])
  })

  test('while the mail server is down, and it is asked ever more seldom', async () => {
    const email = 'post@example.org'
    city.graph.suggests = courses(1)
    await city.followConfirmed(email)
    city.config.mail.url = 'smtp://127.0.0.1:1'
    let tries = 0
    for (let minute = 0; minute < 60; minute++) {
      const before = city.graph.asked.length
      await runOn(new Date(now.getTime() + minute * 60_000))
      tries += city.graph.asked.length - before
    }
    // After 0, 1, 3, 7, 15 and 31 minutes.
    expect(tries).toBe(6)
    city.config.mail.url = undefined
    await runOn(later(1))
    expect((await told(email)).map(coursesIn)).toEqual([[1]])
  })

  test('of confirmations while the mail server is down', async () => {
    const email = 'bestaetigung@example.org'
    city.config.mail.url = 'smtp://127.0.0.1:1'
    await city.follow(email)
    await city.runJob('interest-confirmations')
    city.config.mail.url = undefined
    city.setNow(new Date(now.getTime() + 60_000))
    await city.runJob('interest-confirmations')
    const [mail] = await city.mailsTo(email)
    expect((await city.post(linkIn(mail, 'confirm', city.config.publicUrl))).status).toBe(200)
  })

  test('when a process dies after it has claimed a mail: another sends it when the claim lapses', async () => {
    const email = 'absturz@example.org'
    city.graph.suggests = courses(1)
    await city.followConfirmed(email)
    const lapse = new Date(now.getTime() + 15 * 60_000)
    await city.database.rows(sql`update city.interest set claimed_until = ${lapse} where email = ${email}`)
    await runOn(new Date(lapse.getTime() - 1))
    expect(await told(email)).toEqual([])
    await runOn(lapse)
    expect((await told(email)).map(coursesIn)).toEqual([[1]])
  })
})

describe('the end', () => {
  async function toldOnce(email: string): Promise<string> {
    city.graph.suggests = courses(1)
    await city.followConfirmed(email)
    await runOn(now)
    return linkIn((await city.mailsTo(email)).at(-1), 'end', city.config.publicUrl)
  }
  const following = async (email: string) =>
    (await city.database.rows(sql`select from city.interest where email = ${email}`)).length

  test('is offered to mail programs as one click, and that is enough', async () => {
    const email = 'klick@example.org'
    const path = await toldOnce(email)
    const headers = (await city.rawMailTo(email)).split('\r\n\r\n')[0]?.replaceAll(/\r\n\s+/g, '') ?? ''
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const offered = /^List-Unsubscribe:\s*<([^>]+)>/m.exec(headers)?.[1]
    expect(offered).toBe(`${city.config.publicUrl}${path}`)
    const response = await city.post(path, 'List-Unsubscribe=One-Click')
    expect(response.status).toBe(200)
    expect(await following(email)).toBe(0)
    const left = await city.database.rows(
      sql`select hash from city.interest_token union all select entity_id from city.interest_told`,
    )
    expect(left).toEqual([])
  })

  test('by a form of several parts is as good', async () => {
    const email = 'mehrteilig@example.org'
    const path = await toldOnce(email)
    const body =
      '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    expect((await city.post(path, body, 'multipart/form-data; boundary=x')).status).toBe(200)
    expect(await following(email)).toBe(0)
  })

  test('is not brought about by a program that follows the link', async () => {
    const email = 'bleibt@example.org'
    const path = await toldOnce(email)
    const page = await city.get(path)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<button type="submit">Ja, abbestellen</button>')
    await fetch(`${city.address}${path}`, { method: 'HEAD' })
    expect(await following(email)).toBe(1)
  })

  test('can be asked for again, and by links of older mails', async () => {
    const email = 'alt@example.org'
    const older = await toldOnce(email)
    city.graph.suggests = courses(2)
    await runOn(later(1))
    expect(await told(email)).toHaveLength(2)
    expect((await city.post(older)).status).toBe(200)
    expect(await following(email)).toBe(0)
    const again = await city.post(older)
    expect(again.status).toBe(200)
    expect(await again.text()).toContain('nichts mehr abonniert')
  })

  test('of one interest is not that of another', async () => {
    const path = await toldOnce('eine@example.org')
    await city.followConfirmed('andere@example.org')
    await city.post(path)
    expect(await following('eine@example.org')).toBe(0)
    expect(await following('andere@example.org')).toBe(1)
  })

  test('is in the trail, without the address', async () => {
    const path = await toldOnce('spur@example.org')
    await city.post(path)
    const entries = await city.database.rows<{ content: string }>(
      sql`select content from audit.entry order by seq desc limit 1`,
    )
    expect(JSON.parse(entries[0]?.content ?? '{}')).toMatchObject({
      action: 'endInterest',
      actor: 'anonymous',
      entity: 'Interest',
      operation: 'DELETE',
      before: { email: '[personal data]', question: '[personal data]' },
    })
  })
})

describe('when the next mail is due', () => {
  test.each([
    ['on an ordinary day', '2026-11-23T12:00:00Z', 'DAILY', '2026-11-24T06:00:00.000Z'],
    ['before the clocks go forward', '2026-03-28T12:00:00Z', 'DAILY', '2026-03-29T05:00:00.000Z'],
    ['before the clocks go back', '2026-10-24T12:00:00Z', 'DAILY', '2026-10-25T06:00:00.000Z'],
    [
      'late in the evening, when it is the next day in the town',
      '2026-11-23T23:30:00Z',
      'DAILY',
      '2026-11-25T06:00:00.000Z',
    ],
    ['once a week', '2026-11-23T12:00:00Z', 'WEEKLY', '2026-11-30T06:00:00.000Z'],
  ])('is seven in the morning by the town’s clock, %s', (_when, moment, frequency, due) => {
    expect(nextMailAt(new Date(moment), frequency as InterestFrequency).toISOString()).toBe(due)
  })
})

describe('what is new to a follower', () => {
  const item = (entity: SuggestedItem['entity'], id: number): SuggestedItem => ({
    ...{ entity, id: String(id), title: '', startsAt: null, analog: null, webAddress: null, reasons: [] },
  })
  const items = [1, 2, 3, 4, 5, 6, 7].flatMap((id) => [item('Event', id), item('Course', id)])

  test('is what she was not told of, some of each kind, in the order it was suggested in', () => {
    const news = newsFor(items, new Set(['Course 1', 'Event 7']))
    const ids = (entity: string) => news.filter((each) => each.entity === entity).map(({ id }) => Number(id))
    expect(ids('Course')).toEqual([2, 3, 4, 5, 6])
    expect(ids('Event')).toEqual([1, 2, 3, 4, 5])
    expect(mostPerEntity).toBe(5)
  })

  test('is nothing once she was told of all', () => {
    expect(newsFor(items, new Set(items.map(({ entity, id }) => `${entity} ${id}`)))).toEqual([])
  })
})
