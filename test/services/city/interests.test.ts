import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { questionId, readQuestion } from '../../../platform/suggestions/question.js'
import { Field } from '../../../services/city/field.js'
import { coordinator, keyOf } from '../../kit/callers.js'
import { type Followed, linkIn, startFollowed } from './interests-kit.js'
import { now } from './kit.js'

const hour = 60 * 60_000
const day = 24 * hour

let city: Followed
beforeAll(async () => {
  city = await startFollowed()
})
afterEach(async () => {
  city.setNow(now)
  await city.database.pool.query('delete from city.interest')
})
afterAll(() => city.stop())

async function interests(): Promise<{ email: string; confirmed: boolean; frequency: string }[]> {
  return city.database.rows(
    sql`select email, confirmed_at is not null as confirmed, frequency from city.interest order by created_at, email`,
  )
}

const problemsIn = ({ errors }: Awaited<ReturnType<Followed['follow']>>) => errors?.[0]?.extensions?.problems

describe('a wish to follow', () => {
  test('is answered with what is followed and what to do next; one mail asks for a confirmation', async () => {
    const answer = await city.follow('anna@example.org', { lang: 'EN' })
    expect(answer).toEqual({
      data: {
        followInterest: {
          message: expect.stringContaining('confirm with the link'),
          suggestions: {
            id: questionId({ lifeSituations: [], district: null, interests: [Field.HEALTH] }),
            interests: ['HEALTH'],
          },
        },
      },
    })
    for (let run = 0; run < 3; run++) await city.runJob('interest-confirmations')
    const mails = await city.mailsTo('anna@example.org')
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ subject: 'Please confirm: suggestions by e-mail' })
    expect(mails[0]?.text).toContain('because you are interested in health')
    await city.runJob('interest-mails')
    expect(city.graph.asked).toEqual([])
    expect(await city.mailsTo('anna@example.org')).toHaveLength(1)
  })

  test.each([
    ['DE', 'weil Sie umziehen oder umgezogen sind'],
    ['EN', 'because you are moving or have moved'],
    ['DE_EASY', 'Sie haben eine neue Wohnung.'],
  ])('is confirmed by a mail in the language chosen: %s', async (lang, words) => {
    const email = `sprache-${lang.toLowerCase()}@example.org`
    await city.follow(email, { lang, l: ['MOVING'], i: null })
    await city.runJob('interest-confirmations')
    expect((await city.mailsTo(email))[0]?.text).toContain(words)
  })

  test('says all that is wrong with it at once, in both languages', async () => {
    const wrong = { l: [], i: [], d: 'x' }
    expect(problemsIn(await city.follow('keine adresse', wrong))).toEqual([
      { path: ['email'], code: 'NOT_AN_EMAIL', message: 'Bitte eine E-Mail-Adresse angeben.' },
      { path: ['district'], code: 'UNKNOWN', message: 'Dazu gibt es hier nichts.' },
    ])
    expect(problemsIn(await city.follow('a@example.org', { l: [], i: [], lang: 'EN' }))).toEqual([
      { path: ['interests'], code: 'MISSING', message: 'must not be empty' },
    ])
    for (const email of ['a@example.org, b@example.org', 'a@example.org\nBcc: b@example.org', '"a"@b', '']) {
      expect(problemsIn(await city.follow(email))).toMatchObject([{ path: ['email'] }])
    }
    expect(await interests()).toEqual([])
  })

  test('is open to everybody, signed in or not', async () => {
    for (const caller of [undefined, coordinator, keyOf('org-town', [])])
      expect((await city.follow('alle@example.org', {}, caller)).errors).toBeUndefined()
  })

  test('with the same idempotency key is one wish', async () => {
    const key = 'one-and-the-same'
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => city.follow('einmal@example.org', { key })),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await interests()).toHaveLength(1)
  })

  test('is answered alike whether the address is new, follows already, waits, or is asked too often', async () => {
    const first = await city.follow('bruno@example.org')
    await city.runJob('interest-confirmations')
    const path = linkIn((await city.mailsTo('bruno@example.org'))[0], 'confirm', city.config.publicUrl)
    expect((await city.post(path)).status).toBe(200)
    for (let again = 0; again < 5; again++) expect(await city.follow('bruno@example.org')).toEqual(first)
  })

  test('fills nobody’s mailbox: three open confirmations for an address within a day, also asked for at once', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      city.follow(index % 2 === 0 ? 'voll@example.org' : 'VOLL@example.org', {
        f: index % 3 === 0 ? 'DAILY' : 'WEEKLY',
      }),
    )
    for (const { errors } of await Promise.all(many)) expect(errors).toBeUndefined()
    expect(await interests()).toHaveLength(3)
    await city.runJob('interest-confirmations')
    expect(await city.mailsTo('voll@example.org')).toHaveLength(3)
    city.setNow(new Date(now.getTime() + day + 1))
    await city.follow('voll@example.org')
    expect(await interests()).toHaveLength(4)
  })

  test('is refused to everybody while the hub is asked by too many, and not after an hour', async () => {
    await city.database.pool.query(
      `insert into city.interest (id, email, question, frequency, language, created_at)
       select 'many-' || n, 'many-' || n || '@example.org', 'x', 'DAILY', 'DE', $1 from generate_series(1, 300) n`,
      [now],
    )
    expect((await city.follow('zu-viel@example.org')).errors).toMatchObject([
      { extensions: { code: 'TOO_MANY_REQUESTS' } },
    ])
    city.setNow(new Date(now.getTime() + hour))
    expect((await city.follow('zu-viel@example.org')).errors).toBeUndefined()
  })
})

describe('a link of a confirmation', () => {
  async function linkFor(email: string, more?: Record<string, unknown>): Promise<string> {
    await city.follow(email, more)
    await city.runJob('interest-confirmations')
    return linkIn((await city.mailsTo(email)).at(-1), 'confirm', city.config.publicUrl)
  }

  test('that is only followed, as programs do that look for harm, confirms nothing', async () => {
    const path = await linkFor('scanner@example.org')
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await fetch(`${city.address}${path}`, { method })
      expect(response.status).toBe(200)
    }
    expect(await interests()).toMatchObject([{ confirmed: false }])
  })

  test('leads to a page with one button, in the reader’s language, without scripts', async () => {
    const path = await linkFor('seite@example.org')
    const german = await city.get(path)
    const page = await german.text()
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('<button type="submit">Ja, bestätigen</button>')
    expect(page).toMatch(/<form method="post" action="\/interests\/confirm\?token=[\w-]{43}&#38;lang=de">/)
    expect(page).not.toMatch(/<script|\son\w+=/i)
    expect(german.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(german.headers.get('cache-control')).toBe('no-store')
    const english = await (await city.get(path, { 'accept-language': 'en-GB,en;q=0.9' })).text()
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Yes, confirm')
  })

  test('that is confirmed is good once', async () => {
    const path = await linkFor('einmal@example.org')
    const [first, second] = [await city.post(path), await city.post(path)]
    expect([first.status, second.status]).toEqual([200, 404])
    expect(await first.text()).toContain('Bestätigt.')
    expect(await second.text()).toContain('gilt nicht mehr')
    expect(await interests()).toMatchObject([{ email: 'einmal@example.org', confirmed: true }])
  })

  test('that is confirmed ten times at once is so once', async () => {
    const path = await linkFor('zugleich@example.org')
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await city.post(path)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await interests()).toMatchObject([{ confirmed: true }])
  })

  test('is good for seven days; then the address is gone', async () => {
    const path = await linkFor('spaet@example.org')
    city.setNow(new Date(now.getTime() + 7 * day - 1))
    await city.runJob('interest-mails')
    expect(await interests()).toHaveLength(1)
    city.setNow(new Date(now.getTime() + 7 * day))
    expect((await city.post(path)).status).toBe(404)
    expect(await interests()).toMatchObject([{ confirmed: false }])
    await city.runJob('interest-mails')
    expect(await interests()).toEqual([])
  })

  test('renews what is followed already, and it is followed once', async () => {
    await city.followConfirmed('zweimal@example.org', { f: 'DAILY' })
    await city.followConfirmed('zweimal@example.org', { f: 'WEEKLY' })
    expect(await interests()).toEqual([
      { email: 'zweimal@example.org', confirmed: true, frequency: 'WEEKLY' },
    ])
    await city.followConfirmed('zweimal@example.org', { i: ['CLIMATE'] })
    expect(await interests()).toHaveLength(2)
  })

  test.each(['', 'x', 'x'.repeat(43), 'x'.repeat(5_000)])(
    'with a token nobody made confirms nothing (%#)',
    async (token) => {
      await city.follow('fremd@example.org')
      expect((await city.post(`/interests/confirm?token=${token}`)).status).toBe(404)
      expect(await interests()).toMatchObject([{ confirmed: false }])
    },
  )

  test('ends nothing', async () => {
    const path = await city.followConfirmed('bleibt@example.org')
    await city.follow('bleibt@example.org', { i: ['CLIMATE'] })
    await city.runJob('interest-confirmations')
    const confirm = linkIn(
      (await city.mailsTo('bleibt@example.org')).at(-1),
      'confirm',
      city.config.publicUrl,
    )
    for (const link of [path, confirm]) await city.post(link.replace('/confirm', '/end'))
    expect(await interests()).toHaveLength(2)
  })
})

describe('an address', () => {
  test('stands in no event, no entry of the trail and no kept answer; what is followed stands in no trail either', async () => {
    const email = 'geheim@example.org'
    await city.followConfirmed(email, { l: ['DISABILITY'] })
    const [row] = await city.database.rows<{ question: string }>(sql`select question from city.interest`)
    expect(readQuestion(row?.question ?? '').lifeSituations).toEqual(['DISABILITY'])
    const recorded = await city.database.rows<{ text: string }>(sql`
      select content as text from audit.entry union all select to_jsonb(e)::text from city.event e`)
    expect(recorded.some(({ text }) => text.includes('"Interest"'))).toBe(true)
    for (const { text } of recorded) {
      expect(text).not.toContain('geheim')
      expect(text).not.toContain(row?.question)
    }
    const answers = await city.database.rows<{ text: string }>(
      sql`select to_jsonb(a)::text as text from city.idempotent_answer a`,
    )
    expect(answers).not.toEqual([])
    for (const { text } of answers) expect(text).not.toContain('geheim')
  })

  test('is kept beside hashes of its links only', async () => {
    const path = await city.followConfirmed('hash@example.org')
    await city.follow('hash@example.org', { i: ['CLIMATE'] })
    await city.runJob('interest-confirmations')
    const link = linkIn((await city.mailsTo('hash@example.org')).at(-1), 'confirm', city.config.publicUrl)
    const stored = await city.database.rows<{ text: string }>(
      sql`select (to_jsonb(t) || to_jsonb(i))::text as text from city.interest_token t join city.interest i on i.id = interest_id`,
    )
    expect(stored).toHaveLength(1)
    for (const each of [path, link])
      expect(stored[0]?.text).not.toContain(new URLSearchParams(each.split('?')[1]).get('token'))
  })
})
