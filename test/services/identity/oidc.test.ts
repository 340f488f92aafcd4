import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { AccountClaims } from 'oidc-provider'
import { type IdentityKit, startIdentity } from './kit.js'

/** A real OpenID Connect provider on this machine. */
let server: Server
let issuer: string
let kit: IdentityKit
const clientSecret = 'ein Geheimnis zwischen zwei Diensten'
const people: Record<string, Omit<AccountClaims, 'sub'>> = {
  erika: { email: 'erika@amt.example', email_verified: true, name: 'Erika vom Amt' },
  unbestaetigt: { email: 'offen@amt.example', email_verified: false, name: 'Offen' },
}

beforeAll(async () => {
  // It warns of everything a test need not care about.
  jest.spyOn(console, 'warn').mockImplementation(() => {})
  jest.spyOn(console, 'info').mockImplementation(() => {})
  const { Provider } = await import('oidc-provider')
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  kit = await startIdentity((config) => ({
    ...config,
    identity: {
      ...config.identity,
      oidcProviders: [
        { id: 'amt', name: 'Amtskonto (Beispiel)', issuer, clientId: 'bindeglied', clientSecret },
        { id: 'away', name: 'Weg', issuer: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'x' },
      ],
    },
  }))
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'bindeglied',
        client_secret: clientSecret,
        redirect_uris: [`${kit.config.publicUrl}/auth/callback/amt`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people[id] }),
    }),
  })
  server.on('request', provider.callback())
})
afterAll(async () => {
  await kit.stop()
  server.closeAllConnections()
  server.close()
})

/** Goes through the provider's own pages as a person does, back to the hub. */
async function signInAt(address: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let next: { url: string; form?: string } = { url: address }
  for (let step = 0; step < 12; step++) {
    if (!next.url.startsWith(issuer)) return next.url
    const response: Response = await fetch(next.url, {
      redirect: 'manual',
      method: next.form === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(next.form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(next.form !== undefined && { body: next.form }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    const page = await response.text()
    if (location !== null) {
      next = { url: new URL(location, next.url).href }
      continue
    }
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1] ?? ''
    const prompt = page.includes('name="login"') ? `prompt=login&login=${login}&password=x` : 'prompt=consent'
    next = { url: new URL(action, next.url).href, form: prompt }
  }
  throw new Error(`the provider does not lead back: ${next.url}`)
}

async function throughProvider(login: string) {
  const browser = kit.browser()
  const page = await browser.submit('/account/sign-in/amt?lang=de', {})
  const text = await page.text()
  const address = /<a href="([^"]+)">Weiter zu Amtskonto/.exec(text)?.[1]?.replaceAll('&#38;', '&') ?? ''
  const asked = new URL(address).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('nonce')).toBeTruthy()
  const back = new URL(await signInAt(address, login))
  expect(back.origin).toBe(kit.config.publicUrl)
  return { browser, back, answer: await browser.get(`${back.pathname}${back.search}`) }
}

test('people sign in with an account of a configured provider', async () => {
  const { browser, back, answer } = await throughProvider('erika')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/account/?lang=de'])
  const standing = await kit.standing('cookie', browser.cookie())
  const me = await kit.query('{ me { name email emailVerified } }', {}, standing?.caller)
  expect(me.data).toEqual({ me: { name: 'Erika vom Amt', email: 'erika@amt.example', emailVerified: true } })
  const { rows } = await kit.database.pool.query(
    `select provider_id, subject, access_token, refresh_token, id_token from identity.credential`,
  )
  expect(rows).toEqual([
    { provider_id: 'amt', subject: 'erika', access_token: null, refresh_token: null, id_token: null },
  ])

  const again = await throughProvider('erika')
  expect((await kit.standing('cookie', again.browser.cookie()))?.caller.subject).toBe(
    standing?.caller.subject,
  )
  const replayed = await kit.browser().get(`${back.pathname}${back.search}`)
  expect(replayed.headers.get('location')).toContain('error=')
})

test('an address the provider has not confirmed is confirmed by mail first', async () => {
  const { browser, answer } = await throughProvider('unbestaetigt')
  expect(answer.headers.get('location')).toMatch(/^\/account\/sign-in\?lang=de&error=/)
  expect(browser.cookie()).not.toContain('session_token')
  await kit.mailsTo('offen@amt.example', 1)
})

test('a provider that is away keeps nobody from the others, and is said on the page', async () => {
  const browser = kit.browser()
  const text = await (await browser.get('/account/sign-in?lang=de')).text()
  expect(text).toContain('Anmelden mit Amtskonto (Beispiel)')
  expect(text).toContain('Anmelden mit Weg')
  const away = await browser.submit('/account/sign-in/away?lang=de', {})
  expect([away.status, (await away.text()).includes('hat nicht geklappt')]).toEqual([503, true])
  expect((await browser.submit('/account/sign-in/unknown', {})).status).toBe(404)
})
