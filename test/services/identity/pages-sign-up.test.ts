import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type IdentityKit, linkOf, password, pathOf, startIdentity } from './kit.js'
import { actionOf, contentOf, expectSound, hrefOf, problemOf } from './page-text.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

const path = '/account/sign-up'

async function signUp(fields: Record<string, string>, options: { from?: string; query?: string } = {}) {
  const response = await kit
    .browser(options.from)
    .submit(`${path}${options.query ?? '?lang=de'}`, { name: 'Erika Beispiel', password, ...fields })
  return {
    status: response.status,
    cookies: response.headers.getSetCookie(),
    page: await response.text(),
  }
}

test('people sign up, confirm their address and sign in by pages alone', async () => {
  const email = 'neu@beispiel.example'
  const browser = kit.browser('198.51.100.1')
  const signIn = await (await browser.get('/account/sign-in?lang=de')).text()
  const form = await (await browser.get(hrefOf(signIn, 'Konto anlegen'))).text()
  expect(form).toContain('um Sie anzumelden')
  const sent = await browser.submit(actionOf(form), {
    name: ' Erika Beispiel ',
    email: ` ${email} `,
    password,
  })
  const sentPage = await sent.text()
  expectSound(sentPage)
  expect([sent.status, sentPage]).toEqual([
    200,
    expect.stringContaining(`Wir haben eine E-Mail an ${email} geschickt.`),
  ])
  expect(sentPage).not.toContain(password)
  const early = await browser.submit('/account/sign-in', { email, password })
  expect([early.status, await early.text()]).toEqual([403, expect.stringContaining('noch nicht bestätigt')])

  const [mail] = await kit.mailsTo(email, 1)
  const confirmed = await browser.get(pathOf(linkOf(mail)))
  const confirmedPage = await (await browser.get(confirmed.headers.get('location') ?? '')).text()
  const signInPage = await (await browser.get(hrefOf(confirmedPage, 'Anmelden'))).text()
  const signedIn = await browser.submit(actionOf(signInPage), { email, password })
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/account/?lang=de'])
  expect(await (await browser.get('/account/')).text()).toContain(
    'Sie sind angemeldet als Erika Beispiel (neu@beispiel.example).',
  )
})

test('an address with an account gets the same answer as one without, and a mail that says so', async () => {
  const email = 'bekannt@beispiel.example'
  await kit.member(email)
  const unknown = await signUp({ email: 'fremdes@beispiel.example' }, { from: '198.51.100.2' })
  const known = await signUp({ email }, { from: '198.51.100.2' })
  expect(unknown.status).toBe(200)
  expect(known).toEqual({
    ...unknown,
    page: unknown.page.replaceAll('fremdes@beispiel.example', email),
  })
  const subjects = (await kit.mailsTo(email, 2)).map(({ subject }) => subject)
  expect(subjects).toContain('Sie haben schon ein Konto / You have an account already')
  await expect(kit.mailsTo('fremdes@beispiel.example', 1)).resolves.toHaveLength(1)
})

describe('what was typed in wrong', () => {
  test('is said beside every field at once, and kept but for the password', async () => {
    const { status, page } = await signUp({ name: ' ', email: 'keine Adresse', password: 'geheim kurz' })
    expect(status).toBe(400)
    expectSound(page)
    expect(page).toContain('<p class="notice" role="alert">Das Konto ist noch nicht angelegt')
    expect([problemOf(page, 'name'), problemOf(page, 'email'), problemOf(page, 'password')]).toEqual([
      'Bitte geben Sie einen Namen an; er darf höchstens 100 Zeichen haben.',
      'Das ist keine E-Mail-Adresse. So sieht eine aus: name@beispiel.example',
      'Das Passwort braucht 12 bis 128 Zeichen.',
    ])
    expect(contentOf(page, 'email')).toBe('keine Adresse')
    expect(page).not.toContain('geheim kurz')
  })

  test('is said in English too, and of the field alone that has it', async () => {
    const { page } = await signUp({ email: 'name' }, { query: '?lang=en' })
    expect([problemOf(page, 'name'), problemOf(page, 'email'), problemOf(page, 'password')]).toEqual([
      undefined,
      'This is no e-mail address. One looks like this: name@beispiel.example',
      undefined,
    ])
    expect(contentOf(page, 'name')).toBe('Erika Beispiel')
  })

  test('does not become part of the page', async () => {
    const name = `"><script>alert('&amp;')</script><input id="x" onfocus="`
    const { page } = await signUp({ name, email: '"autofocus onfocus="alert(1)' })
    expectSound(page)
    expect(contentOf(page, 'name')).toBe(name)
    expect(contentOf(page, 'email')).toBe('"autofocus onfocus="alert(1)')
    const { status, page: sent } = await signUp(
      { name, email: "o'brien+co@beispiel.example" },
      { from: '198.51.100.3' },
    )
    expect([status, sent]).toEqual([200, expect.stringContaining('o&#39;brien+co@beispiel.example')])
    expectSound(sent)
  })

  const email = 'grenze@beispiel.example'
  test.each([
    ['the shortest name', { name: 'E' }, 200],
    ['the longest name', { name: 'E'.repeat(100) }, 200],
    ['a longer name', { name: 'E'.repeat(101) }, 400],
    ['a name with a control character', { name: 'Eri\u0007ka' }, 400],
    [
      'the longest address',
      { email: `${'e'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.abc` },
      200,
    ],
    [
      'a longer address',
      { email: `${'e'.repeat(64)}@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.abcd` },
      400,
    ],
    ['an address without a place', { email: 'erika@' }, 400],
    ['the shortest password', { password: 'zwölf.Zeiche' }, 200],
    ['a shorter password', { password: 'elf.Zeichen' }, 400],
    ['the longest password', { password: 'ä'.repeat(128) }, 200],
    ['a longer password', { password: 'ä'.repeat(129) }, 400],
  ])('is what the API refuses too: %s', async (what, fields, status) => {
    const from = `198.51.100.${10 + what.length}`
    const form = { name: 'Erika Beispiel', email, password, ...fields }
    const answer = await signUp(form, { from })
    const wrong = ['name', 'email', 'password'].filter((field) => problemOf(answer.page, field) !== undefined)
    expect([answer.status, wrong]).toEqual([status, status === 400 ? Object.keys(fields) : []])
    expect((await kit.browser(from).post('/auth/sign-up/email', form)).status).toBe(status)
  })
})

test('too many sign-ups of one address are refused in words', async () => {
  const from = '203.0.113.60'
  for (let index = 0; index < 10; index++)
    expect((await signUp({ email: `flut${index}@beispiel.example` }, { from })).status).toBe(200)
  const { status, page } = await signUp({ email: 'flut@beispiel.example' }, { from })
  expect([status, page]).toEqual([429, expect.stringContaining('in einer Stunde wieder')])
  expect(contentOf(page, 'email')).toBe('flut@beispiel.example')
  expectSound(page)
}, 60_000)

test('a form of another site signs nobody up', async () => {
  const email = 'untergeschoben@beispiel.example'
  const response = await kit
    .browser()
    .submit(path, { name: 'Fremd', email, password }, { origin: 'https://boese.example' })
  expect(response.status).toBe(403)
  const { rows } = await kit.database.pool.query('select from identity.account where email = $1', [email])
  expect(rows).toEqual([])
})
