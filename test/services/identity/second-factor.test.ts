import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { TOTP, URI } from 'otpauth'
import { type Browser, type IdentityKit, password, startIdentity } from './kit.js'

let kit: IdentityKit
beforeAll(async () => {
  kit = await startIdentity()
})
afterAll(() => kit.stop())

interface Enabled {
  app: TOTP
  backupCodes: string[]
}

/** Sets a second factor up as an authenticator app does. */
async function enable(browser: Browser): Promise<Enabled> {
  const answer = await browser.post('/auth/two-factor/enable', { password })
  const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] }
  const app = URI.parse(totpURI)
  if (!(app instanceof TOTP)) throw new Error(`not a TOTP address: ${totpURI}`)
  const verified = await browser.post('/auth/two-factor/verify-totp', { code: app.generate() })
  expect(verified.status).toBe(200)
  return { app, backupCodes }
}

test('an account with a second factor is not signed in by its password alone', async () => {
  const email = 'zwei@beispiel.example'
  const first = await kit.member(email)
  const { app, backupCodes } = await enable(first)
  expect([app.issuer, backupCodes.length, await kit.standing('cookie', first.cookie())]).toEqual([
    'Bindeglied',
    10,
    expect.anything(),
  ])
  const { rows } = await kit.database.pool.query('select secret, backup_codes from identity.two_factor')
  expect(JSON.stringify(rows)).not.toContain(app.secret.utf8)
  expect(JSON.stringify(rows)).not.toContain(backupCodes[0])

  const second = kit.browser()
  const half = await second.post('/auth/sign-in/email', { email, password })
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true })
  expect(second.cookie()).not.toContain('session_token')
  expect(await kit.standing('cookie', second.cookie())).toBeNull()
  const wrong = await second.post('/auth/two-factor/verify-totp', { code: '000000' })
  expect(wrong.status).toBe(401)
  const right = await second.post('/auth/two-factor/verify-totp', { code: app.generate() })
  expect(right.status).toBe(200)
  expect(await kit.standing('cookie', second.cookie())).not.toBeNull()
})

test('a backup code signs in once, also on the page', async () => {
  const email = 'ersatz@beispiel.example'
  const { backupCodes } = await enable(await kit.member(email))
  const signIn = async () => {
    const browser = kit.browser()
    const page = await browser.submit('/account/sign-in?lang=en', { email, password })
    expect(await page.text()).toContain('Six digits of your authenticator app')
    const answer = await browser.submit('/account/second-factor?lang=en', { code: backupCodes[0] ?? '' })
    return { answer, browser }
  }
  const first = await signIn()
  expect([first.answer.status, first.answer.headers.get('location')]).toEqual([303, '/account/?lang=en'])
  expect(await (await first.browser.get('/account/?lang=en')).text()).toContain(email)
  const second = await signIn()
  expect(second.answer.status).toBe(401)
  expect(await second.answer.text()).toContain('This code is not valid')
  expect(await kit.standing('cookie', second.browser.cookie())).toBeNull()
})

test('codes cannot be guessed', async () => {
  const email = 'raten@beispiel.example'
  const { app } = await enable(await kit.member(email))
  const statuses: number[] = []
  for (let sign = 0; sign < 2; sign++) {
    const browser = kit.browser(`198.51.100.${sign + 1}`)
    await browser.post('/auth/sign-in/email', { email, password })
    for (let index = 0; index < 6; index++)
      statuses.push((await browser.post('/auth/two-factor/verify-totp', { code: 'none' })).status)
  }
  // Five wrong codes end a sign-in, ten lock the factor for a while.
  expect(statuses).toEqual([401, 401, 401, 401, 401, 400, 401, 401, 401, 401, 401, 429])
  const browser = kit.browser('198.51.100.9')
  await browser.post('/auth/sign-in/email', { email, password })
  const right = await browser.post('/auth/two-factor/verify-totp', { code: app.generate() })
  expect(right.status).toBe(429)
})
