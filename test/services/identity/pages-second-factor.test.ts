import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { TOTP, URI } from 'otpauth'
import { type Browser, type IdentityKit, password, startIdentity } from './kit.js'
import { actionOf, contentOf, expectSound, hrefOf, problemOf } from './page-text.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

const setUp = '/account/second-factor/set-up'
const wrongPassword = 'geraten und daneben'

/** The page a request is answered with. */
async function pageOf(response: Promise<Response>): Promise<string> {
  const page = await (await response).text()
  expectSound(page)
  return page
}

/** Sends the form of a page with what it brings along, and gives the page that answers. */
function send(browser: Browser, page: string, fields: Record<string, string>): Promise<Response> {
  const hidden = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)"/g)].map(([, name = '']) => [
      name,
      contentOf(page, name),
    ]),
  )
  return browser.submit(actionOf(page), { ...hidden, ...fields })
}

/** The authenticator app that opens the page's link. */
function appOf(page: string, link = 'Oder öffnen Sie ihn in der App auf diesem Gerät'): TOTP {
  const app = URI.parse(hrefOf(page, link))
  if (!(app instanceof TOTP)) throw new Error('not a TOTP address')
  return app
}

const codesOf = (page: string) =>
  [...page.matchAll(/<li><code>([^<]+)<\/code><\/li>/g)].map(([, code = '']) => code)

async function turnOn(browser: Browser) {
  const keyPage = await pageOf(browser.submit(`${setUp}?lang=de`, { password }))
  const app = appOf(keyPage)
  return { app, page: await pageOf(send(browser, keyPage, { code: app.generate() })) }
}

test('people set up the second factor, sign in with it, and switch it off by pages alone', async () => {
  const email = 'faktor+zwei@beispiel.example'
  const first = await kit.member(email)
  const account = await pageOf(first.get('/account/?lang=de'))
  const asking = await pageOf(first.get(hrefOf(account, 'Zweiten Faktor einrichten')))
  const keyPage = await pageOf(send(first, asking, { password }))
  expect(keyPage).not.toContain(password)
  const app = appOf(keyPage)
  expect([app.issuer, app.label]).toEqual(['Bindeglied', email])
  const typed = /<code>([A-Z2-7 ]+)<\/code>/.exec(keyPage)?.[1] ?? ''
  expect(typed).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/)
  expect(typed.replaceAll(' ', '')).toBe(app.secret.base32)

  // The code is typed as the app shows it.
  const code = app.generate()
  const on = await pageOf(send(first, keyPage, { code: `${code.slice(0, 3)} ${code.slice(3)}` }))
  expect(on).toContain('<p role="status">Der zweite Faktor ist eingeschaltet.</p>')
  expect(on).toContain('Drucken Sie die Codes jetzt aus')
  const codes = codesOf(on)
  expect([codes.length, new Set(codes).size]).toEqual([10, 10])
  expect(await kit.standing('cookie', first.cookie())).not.toBeNull()

  const second = kit.browser()
  const half = await pageOf(
    second.submit('/account/sign-in?lang=de&back=%2Faccount%2Fx', { email, password }),
  )
  expect(await kit.standing('cookie', second.cookie())).toBeNull()
  const refused = await send(second, half, { code: '000000' })
  const whole = await send(second, await refused.text(), { code: app.generate() })
  expect([refused.status, whole.status, whole.headers.get('location')]).toEqual([401, 303, '/account/x'])
  expect(await kit.standing('cookie', second.cookie())).not.toBeNull()

  const third = kit.browser()
  const byCode = await send(third, await pageOf(third.submit('/account/sign-in', { email, password })), {
    code: codes[3] ?? '',
  })
  expect(byCode.status).toBe(303)

  const own = await pageOf(third.get('/account/?lang=en'))
  const offPage = await pageOf(third.get(hrefOf(own, 'Switch the second factor off')))
  const off = await pageOf(send(third, offPage, { password }))
  expect(off).toContain('<p role="status">The second factor is switched off.</p>')
  const { rows } = await kit.database.pool.query('select from identity.two_factor')
  expect(rows).toEqual([])
  expect((await kit.browser().submit('/account/sign-in', { email, password })).status).toBe(303)
})

test('it is off until the app has shown a right code, and a wrong one costs nothing', async () => {
  const email = 'erst.pruefen@beispiel.example'
  const browser = await kit.member(email)
  const keyPage = await pageOf(browser.submit(`${setUp}?lang=en`, { password }))
  const app = appOf(keyPage, 'Or open it in the app on this device')
  const refused = await send(browser, keyPage, { code: 'keiner' })
  const again = await refused.text()
  expectSound(again)
  expect([refused.status, problemOf(again, 'code')]).toEqual([
    401,
    expect.stringContaining('This code is not valid'),
  ])
  expect(appOf(again, 'Or open it in the app on this device').secret.base32).toBe(app.secret.base32)
  expect((await kit.browser().submit('/account/sign-in', { email, password })).status).toBe(303)
  const on = await pageOf(send(browser, again, { code: app.generate() }))
  expect(codesOf(on)).toHaveLength(10)
  expect(codesOf(on)).toEqual(contentOf(keyPage, 'codes').split(' '))
})

test('neither way goes without the right password, and guessing it is limited', async () => {
  const browser = await kit.member('passwort@beispiel.example')
  const refused = await browser.submit(`${setUp}?lang=de`, { password: wrongPassword })
  const page = await refused.text()
  expectSound(page)
  expect([refused.status, problemOf(page, 'password')]).toEqual([400, 'Das Passwort stimmt nicht.'])
  expect(page).not.toContain(wrongPassword)
  await turnOn(browser)
  const statuses: number[] = []
  let last = ''
  for (let index = 0; index < 6; index++) {
    const answer = await browser.submit('/account/second-factor/off?lang=de', { password: wrongPassword })
    statuses.push(answer.status)
    last = await answer.text()
    expectSound(last)
  }
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429])
  expect(last).toContain('<p class="notice" role="alert">Das waren zu viele Versuche.')
  const { rows } = await kit.database.pool.query(
    `select a.two_factor_enabled as on from identity.account as a where a.email = 'passwort@beispiel.example'`,
  )
  expect(rows).toEqual([{ on: true }])
})

test('who is not signed in does that first, and comes back', async () => {
  const email = 'erst.anmelden@beispiel.example'
  await kit.member(email)
  for (const path of [setUp, '/account/second-factor/off']) {
    const browser = kit.browser()
    for (const answer of [
      await browser.get(`${path}?lang=de`),
      await browser.submit(`${path}?lang=de`, { password }),
    ])
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        `/account/sign-in?lang=de&back=${encodeURIComponent(path)}`,
      ])
    const signedIn = await browser.submit(`/account/sign-in?back=${encodeURIComponent(path)}`, {
      email,
      password,
    })
    expect(signedIn.headers.get('location')).toBe(path)
  }
})

test('each page leads to the other where it has nothing to do', async () => {
  const browser = await kit.member('schon@beispiel.example')
  const locationOf = async (answer: Promise<Response>) => {
    const { status, headers } = await answer
    return [status, headers.get('location')]
  }
  expect(await locationOf(browser.get('/account/second-factor/off?lang=en'))).toEqual([
    303,
    `${setUp}?lang=en`,
  ])
  expect(await locationOf(browser.get(`${setUp}/confirm?lang=en`))).toEqual([303, `${setUp}?lang=en`])
  await turnOn(browser)
  expect(await locationOf(browser.get(`${setUp}?lang=en`))).toEqual([
    303,
    '/account/second-factor/off?lang=en',
  ])
  expect(await locationOf(browser.submit(`${setUp}?lang=en`, { password }))).toEqual([
    303,
    `${setUp}?lang=en`,
  ])
})

test('what a form brings back is shown only as a key and codes', async () => {
  const browser = await kit.member('falscher.schluessel@beispiel.example')
  const keyPage = await pageOf(browser.submit(`${setUp}?lang=de`, { password }))
  const uri = contentOf(keyPage, 'uri')
  const codes = contentOf(keyPage, 'codes')
  for (const brought of [
    { uri: 'javascript:alert(1)//?secret=ABCD&', codes },
    { uri: `${uri}"><script>`, codes },
    { uri: `https://boese.example/?${uri}`, codes },
    { uri: '', codes },
    { uri, codes: '<script>' },
    { uri, codes: '' },
  ]) {
    const answer = await send(browser, keyPage, { ...brought, code: 'keiner' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${setUp}?lang=de`])
  }
  const foreign = await browser.submit(setUp, { password }, { origin: 'https://boese.example' })
  expect(foreign.status).toBe(403)
})
