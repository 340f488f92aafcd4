import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { contractFiles } from '../../bin/contracts.js'
import { createGateway, type Gateway } from '../../gateway/app.js'
import { listen } from '../../platform/http/server.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { identity } from '../../services/identity/service.js'
import { until } from '../gateway/kit/until.js'
import { type IdentityKit, linkOf, password, pathOf, startIdentity } from '../services/identity/kit.js'

/** Time in which a revocation has to work, ms. */
const revocationLimitMs = 5_000

// The real identity behind the real gateway; all that is asked goes through the gateway.
let service: IdentityKit
let gateway: Gateway
let address: string

beforeAll(async () => {
  service = await startIdentity()
  const { config } = service
  const identityConfig = { ...config.subgraphs.identity, url: `${service.address}/graphql` }
  gateway = await createGateway({
    config: { ...config, subgraphs: { ...config.subgraphs, identity: identityConfig } },
    supergraph: contractFiles([identity]).get('supergraph.graphql') ?? '',
    logger: createLogger(config.log, 'gateway'),
    clock: () => new Date(),
  })
  address = await listen(gateway.server, { host: '127.0.0.1', port: 0, setting: 'none' })
}, 120_000)

afterAll(async () => {
  await gateway.close()
  await service.stop()
})

type Headers = Record<string, string>

async function graphql(query: string, headers: Headers) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.config.publicUrl, ...headers },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, body: (await response.json()) as { data?: { me: unknown } } }
}
const me = (headers: Headers) => graphql('{ me { name email } }', headers)

const post = (path: string, body: string, headers: Headers) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: service.config.publicUrl, ...headers },
    body,
  })
const postJson = (path: string, body: object, headers: Headers = {}) =>
  post(path, JSON.stringify(body), { 'content-type': 'application/json', ...headers })
const postForm = (path: string, body: Headers) =>
  post(path, new URLSearchParams(body).toString(), { 'content-type': 'application/x-www-form-urlencoded' })

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

async function signUp(email: string): Promise<void> {
  await postJson('/auth/sign-up/email', { email, password, name: 'Erika Beispiel' })
  const [mail] = await service.mailsTo(email, 1)
  await fetch(`${address}${pathOf(linkOf(mail))}`, { redirect: 'manual' })
}

async function accessToken(cookie: string): Promise<string> {
  const response = await fetch(`${address}/auth/token`, { headers: { cookie } })
  return ((await response.json()) as { token: string }).token
}

/** How long it takes until a credential is no longer taken, ms. */
async function untilRefused(headers: Headers): Promise<number> {
  const from = performance.now()
  await until(
    () => me(headers),
    ({ status, body }) => status === 401 || body.data?.me === null,
  )
  return performance.now() - from
}

describe('Somebody who signs up and in through the gateway', () => {
  const email = 'erika@verein.example'
  const erika = { name: 'Erika Beispiel', email }
  let cookie: string

  test('is known in the graph by the cookie of the session', async () => {
    await signUp(email)
    expect((await me({})).body).toEqual({ data: { me: null } })
    const answer = await postJson('/auth/sign-in/email', { email, password })
    expect(answer.status).toBe(200)
    cookie = cookieOf(answer)
    expect((await me({ cookie })).body).toEqual({ data: { me: erika } })
    expect((await me({ cookie, origin: 'https://evil.example' })).body).toEqual({ data: { me: null } })
  })

  test('is known by an access token, until the session ends', async () => {
    const authorization = `Bearer ${await accessToken(cookie)}`
    expect((await me({ authorization })).body).toEqual({ data: { me: erika } })

    expect((await postJson('/auth/sign-out', {}, { cookie })).status).toBe(200)
    expect(await untilRefused({ authorization })).toBeLessThan(revocationLimitMs)
    expect(await me({ authorization })).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'CREDENTIAL_REFUSED' } }] },
    })
    expect((await me({ cookie })).body).toEqual({ data: { me: null } })
  })

  test('can do so by the pages, which keep their own rules for browsers', async () => {
    const page = await fetch(`${address}/account/sign-in?lang=en`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    expect(await page.text()).toContain('<form method="post" action="/account/sign-in?lang=en">')

    const answer = await postForm('/account/sign-in?lang=en', { email, password })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/account/?lang=en')
    const own = await fetch(`${address}/account/`, { headers: { cookie: cookieOf(answer) } })
    expect(await own.text()).toContain(email)
    expect((await me({ cookie: cookieOf(answer) })).body).toEqual({ data: { me: erika } })
  })
})

test('A key of an organization works until it is revoked, and not 5 seconds longer', async () => {
  const key = `bg_abcd1234_${'x'.repeat(43)}`
  const hash = createHash('sha256').update(key).digest()
  const tomorrow = new Date(Date.now() + 86_400_000)
  await service.database.rows(sql`
    insert into identity.api_key
      (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
    values ('1', 'verein', 'Beispiel', 'abcd1234', ${hash}, '{read}', 'somebody', now(), ${tomorrow})`)
  const headers = { authorization: `Bearer ${key}` }
  expect(await graphql('{ __typename }', headers)).toMatchObject({ status: 200 })

  await service.database.rows(sql`update identity.api_key set revoked_at = now() where id = '1'`)
  const from = performance.now()
  await until(
    () => graphql('{ __typename }', headers),
    ({ status }) => status === 401,
  )
  expect(performance.now() - from).toBeLessThan(revocationLimitMs)
})

test('What identity has for gateways only is not reached through one', async () => {
  for (const path of ['/standings', '/auth/../standings', '/standings/changes']) {
    expect([400, 404]).toContain((await postJson(path, {})).status)
  }
})
