import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isOwnPath } from '../../../services/identity/pages/back.js'
import { type IdentityKit, password, startIdentity } from './kit.js'
import { actionOf, expectSound, hrefOf } from './page-text.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

const elsewhere = [
  'https://boese.example',
  'https://boese.example/account/',
  '//boese.example',
  '///boese.example',
  '/\\boese.example',
  '\\\\boese.example',
  '/\t/boese.example',
  '/%2fboese.example',
  '/.//boese.example',
  'javascript:alert(1)',
  'account/',
  '?lang=de',
  '/account/\r\nset-cookie: a=b',
  '/account/#"><script>',
]

describe('where somebody goes back to', () => {
  test.each(['/', '/account/', '/account/invitation?token=a-b_c&lang=de', '/konsole/x.y?a=%2F&b=c+d'])(
    'may be a path of the hub: %s',
    (path) => expect(isOwnPath(path)).toBe(true),
  )

  test.each(elsewhere)('may not be anything else: %j', (path) => expect(isOwnPath(path)).toBe(false))

  test('is on the hub for whatever is taken for its own', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '?',
      '%2f',
      '%5c',
      '\t',
      'boese.example',
      'a',
    )
    const paths = fc.array(pieces, { maxLength: 6 }).map((parts) => `/${parts.join('')}`)
    fc.assert(
      fc.property(paths, (path) => {
        fc.pre(isOwnPath(path))
        const { origin } = new URL(path, 'https://hub.stadt.example/account/sign-in')
        expect(origin).toBe('https://hub.stadt.example')
      }),
      { numRuns: 5000, seed: 20260301 },
    )
  })
})

test('is kept through signing up, signing in and the other language, to the end', async () => {
  const email = 'zurueck@beispiel.example'
  await kit.member(email)
  const browser = kit.browser()
  const invitation = await (await browser.get('/account/invitation?token=erfunden&lang=de')).text()
  const back = '/account/invitation?lang=de&token=erfunden'
  const signUp = await (await browser.get(hrefOf(invitation, 'Konto anlegen'))).text()
  expect(new URL(actionOf(signUp), kit.config.publicUrl).searchParams.get('back')).toBe(back)
  const signIn = await (await browser.get(hrefOf(signUp, 'Anmelden'))).text()
  const english = await (await browser.get(hrefOf(signIn, 'English'))).text()
  const wrong = await browser.submit(actionOf(english), { email, password: 'falsch und falscher' })
  const again = await wrong.text()
  expect([wrong.status, again]).toEqual([401, expect.stringContaining('Address or password are not right')])
  expectSound(again)
  const right = await browser.submit(actionOf(again), { email, password })
  expect([right.status, right.headers.get('location')]).toEqual([303, back])
  expect((await browser.get(back)).status).toBe(404)
})

test('is forgotten where it is not on the hub', async () => {
  const email = 'hier@beispiel.example'
  await kit.member(email)
  for (const back of elsewhere) {
    const query = new URLSearchParams({ lang: 'de', back })
    const browser = kit.browser()
    const page = await (await browser.get(`/account/sign-in?${query}`)).text()
    expectSound(page)
    expect(actionOf(page)).toBe('/account/sign-in?lang=de')
    expect(hrefOf(page, 'Konto anlegen')).toBe('/account/sign-up?lang=de')
  }
  const signedIn = await kit
    .browser()
    .submit('/account/sign-in?lang=de&back=%2F%2Fboese.example', { email, password })
  expect(signedIn.headers.get('location')).toBe('/account/?lang=de')
})
