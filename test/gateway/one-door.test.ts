import { request as httpRequest, type RequestListener } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isPlainTarget } from '../../gateway/http/proxied-path.js'
import { createCallerVerifier } from '../../platform/caller/token.js'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { publicUrl, type StandInIdentity, standingOf, startIdentity } from './kit/identity.js'
import { clock } from './kit/town.js'

const app = 'https://app.example'
const settings = {
  HUB_PUBLIC_URL: publicUrl,
  HUB_CORS_ORIGINS: app,
  HUB_SUBGRAPH_TIMEOUT_MS: '300',
}

// Two services that write down what they are asked; one stands for city.
let identity: StandInIdentity
let city: StandInIdentity
let gateway: RunningGateway

beforeAll(async () => {
  identity = await startIdentity(keys)
  city = await startIdentity({ ...keys, name: 'city' })
  gateway = await startGateway({ subgraphs: { identity: identity.url, city: city.url }, settings })
})

afterAll(async () => {
  await gateway.close()
  await Promise.all([identity.close(), city.close()])
})

beforeEach(() => {
  for (const service of [identity, city]) {
    service.passedOn.length = 0
    service.asked.length = 0
    service.answerWith()
  }
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** What a service was asked last. */
function lastOf(service: StandInIdentity) {
  const last = service.passedOn.at(-1)
  if (last === undefined) throw new Error('The service was not asked')
  return last
}

/** Asks with a request line as it stands, which `fetch` would tidy up. */
function rawRequest(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status?: number; body: string }> {
  const { hostname, port } = new URL(gateway.url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers }, (response) => {
      let body = ''
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
    request.end()
  })
}

describe('What lies beside the graph', () => {
  test.each([
    ['/auth/sign-in/email', () => identity],
    ['/account', () => identity],
    ['/account/', () => identity],
    ['/account?lang=en', () => identity],
    ['/account/password?token=a%2Fb&lang=en', () => identity],
    ['/feeds/districts/05370004-01.atom', () => city],
    ['/interests/abc/end?token=x', () => city],
    ['/exports/matches.csv?lang=de', () => city],
  ])('%s is reached through the gateway', async (path, service) => {
    expect(await gateway.request(path)).toMatchObject({ status: 200, body: { passed: 'on' } })
    expect(lastOf(service())).toMatchObject({ method: 'GET', target: path, body: '' })
    expect([...identity.passedOn, ...city.passedOn]).toHaveLength(1)
  })

  test.each([
    ['a form', form, 'email=a%40b.example&password=%C3%A4'],
    ['JSON, to the letter', { 'content-type': 'application/json' }, '{ "a":1.0,  "a":2 }'],
    ['text', { 'content-type': 'text/plain;charset=UTF-8' }, 'ä'],
  ])('takes %s', async (_what, headers, body) => {
    await gateway.request('/account/sign-in', { method: 'POST', headers, body })
    expect(lastOf(identity)).toMatchObject({ method: 'POST', headers, body })
  })

  test('takes a POST without a body', async () => {
    await gateway.request('/auth/sign-out', { method: 'POST' })
    expect(lastOf(identity)).toMatchObject({ method: 'POST', body: '', headers: { 'content-length': '0' } })
  })

  test('can be asked by HEAD', async () => {
    expect(await gateway.request('/feeds/all.atom', { method: 'HEAD' })).toMatchObject({
      status: 200,
      body: '',
    })
    expect(lastOf(city).method).toBe('HEAD')
  })

  test('takes no more than 64 KiB, whether or not it says so before', async () => {
    const tooLarge = { status: 413, body: { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] } }
    const post = (body: NonNullable<RequestInit['body']>) =>
      gateway.request('/auth/x', { method: 'POST', headers: form, body, duplex: 'half' } as RequestInit)
    expect(await post('x'.repeat(65_537))).toMatchObject(tooLarge)
    const chunks = new Blob(['x'.repeat(65_537)]).stream()
    expect(await post(chunks)).toMatchObject({
      ...tooLarge,
      body: { errors: [{ message: expect.stringContaining('limit of 65536 bytes') }] },
    })
    expect(await post('x'.repeat(65_536))).toMatchObject({ status: 200 })
    expect(identity.passedOn).toHaveLength(1)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
    expect(await gateway.request('/auth/x', { method })).toMatchObject({ status: 404 })
    expect(identity.passedOn).toEqual([])
  })

  test('leaves the rule of the graph alone: a form is none', async () => {
    expect(
      await gateway.request('/graphql', { method: 'POST', headers: form, body: 'query=x' }),
    ).toMatchObject({
      status: 415,
    })
  })
})

describe('A service', () => {
  const sent = {
    accept: 'text/html',
    'accept-language': 'de',
    authorization: 'Bearer of a client',
    cookie: 'bindeglied.session_token=a',
    origin: publicUrl,
    referer: `${publicUrl}/account/`,
    'sec-fetch-dest': 'document',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-site': 'same-origin',
    'user-agent': 'a browser',
    'if-none-match': '"1"',
    'if-modified-since': 'Sun, 22 Nov 2026 10:00:00 GMT',
    'x-request-id': 'request-of-a-test',
  }
  const { authorization, cookie, ...public_ } = sent
  const untrusted = {
    'x-client-address': '192.0.2.1',
    'x-client-host': 'localhost',
    'x-gateway-token': 'made up',
    'x-forwarded-for': '192.0.2.2',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-real-ip': '192.0.2.3',
    forwarded: 'for=192.0.2.4',
    'x-secret': '1',
    te: 'trailers',
  }
  const ofConnection = ['connection', 'host']
  const own = ['x-client-address', 'x-client-host', 'x-gateway-token']

  test.each([
    ['identity', '/auth/x', () => identity, sent],
    ['city', '/feeds/x', () => city, public_],
  ])('%s gets what it needs of a request, and nothing else', async (name, path, service, expected) => {
    await rawRequest(path, { ...sent, ...untrusted })
    const { headers } = lastOf(service())
    expect(headers).toMatchObject(expected)
    expect(Object.keys(headers).sort()).toEqual([...Object.keys(expected), ...ofConnection, ...own].sort())
    expect(headers).toMatchObject({
      'x-client-address': '127.0.0.1',
      'x-client-host': new URL(gateway.url).host,
      host: new URL(service().url).host,
    })
    const verify = await createCallerVerifier(keys.publicKey, name)
    expect(await verify(String(headers['x-gateway-token']), clock())).toMatchObject({
      subject: 'system:gateway',
    })
  })

  test('is not kept from the gateway’s own headers by a client that calls them hop-by-hop', async () => {
    await rawRequest('/auth/x', { connection: 'x-client-address, x-gateway-token, x-request-id' })
    expect(lastOf(identity).headers).toMatchObject({
      'x-client-address': '127.0.0.1',
      'x-gateway-token': expect.stringMatching(/./),
      'x-request-id': expect.stringMatching(/./),
    })
  })

  test('answers with what a browser needs, and not with what belongs to its own connection', async () => {
    identity.answerWith((_request, response) => {
      response.writeHead(303, {
        'content-type': 'text/html; charset=utf-8',
        'content-language': 'de',
        'content-security-policy': "default-src 'none'; form-action 'self'",
        'referrer-policy': 'same-origin',
        'set-cookie': ['a=1; HttpOnly', 'b=2'],
        location: '/account/',
        'cache-control': 'private, max-age=5',
        etag: '"1"',
        vary: 'accept-language',
        'retry-after': '7',
        'keep-alive': 'timeout=1',
        connection: 'close, x-internal',
        'x-internal': '1',
        server: 'secret/1.0',
        'access-control-allow-origin': '*',
        'x-request-id': 'of the service',
      })
      response.end('<p>ok')
    })
    const response = await fetch(`${gateway.url}/account/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...form, origin: app, 'x-request-id': 'request-of-a-test' },
      body: 'a=b',
    })
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 303, body: '<p>ok' })
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2'])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'de',
      'content-security-policy': "default-src 'none'; form-action 'self'",
      'referrer-policy': 'same-origin',
      location: '/account/',
      'cache-control': 'private, max-age=5',
      etag: '"1"',
      vary: 'Origin, accept-language',
      'retry-after': '7',
      'x-request-id': 'request-of-a-test',
      'access-control-allow-origin': app,
      'access-control-allow-credentials': 'true',
      'x-content-type-options': 'nosniff',
    })
    for (const name of ['server', 'x-internal']) expect(response.headers.has(name)).toBe(false)
    expect(response.headers.get('keep-alive')).not.toBe('timeout=1')
  })

  test('that says nothing of caching about accounts is not cached, nor allowed to load anything', async () => {
    expect((await gateway.request('/auth/get-session')).headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    })
  })
})

describe('A download that is not for everybody', () => {
  const cookie = 'bindeglied.session_token=of-anna'
  const path = '/exports/matches.csv'
  const anonymous = { subject: 'anonymous', roles: [], memberships: [] }

  beforeEach(() => {
    const caller = { subject: 'anna', roles: ['coordinator' as const], memberships: [] }
    identity.give({ kind: 'cookie', value: cookie }, standingOf('anna', { caller }))
    identity.give({ kind: 'session', value: 'session of anna' }, standingOf('anna', { caller }))
  })

  /** Who the service is told asks, by a token it verifies as it does for the graph. */
  async function toldCaller() {
    const { authorization = '' } = lastOf(city).headers
    const verify = await createCallerVerifier(keys.publicKey, 'city')
    return verify(authorization.replace('Bearer ', ''), clock())
  }

  test('is asked of the service in the name of who is signed in, and the cookie stays with the gateway', async () => {
    expect(await gateway.request(path, { headers: { cookie } })).toMatchObject({ status: 200 })
    expect(await toldCaller()).toMatchObject({ subject: 'anna', roles: ['coordinator'] })
    expect(lastOf(city).headers).not.toHaveProperty('cookie')
    expect(JSON.stringify(lastOf(city).headers)).not.toContain('of-anna')
  })

  test('can be asked for with an access token', async () => {
    const token = await identity.accessToken()
    await gateway.request(path, { headers: { authorization: `Bearer ${token}` } })
    expect(await toldCaller()).toMatchObject({ subject: 'anna', roles: ['coordinator'] })
    expect(lastOf(city).headers.authorization).not.toContain(token)
  })

  test('is asked for nobody without a session, and not at all with a token that is worth nothing', async () => {
    await gateway.request(path)
    expect(await toldCaller()).toMatchObject(anonymous)
    city.passedOn.length = 0
    for (const authorization of ['Bearer bg_unknown', 'Bearer of a client', 'Basic YTpi']) {
      expect(await gateway.request(path, { headers: { authorization } })).toMatchObject({
        status: 401,
        body: { errors: [{ extensions: { code: 'CREDENTIAL_REFUSED' } }] },
      })
    }
    expect(city.passedOn).toEqual([])
  })

  test.each([
    ['typed in or bookmarked', 'anna', { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }],
    [
      'linked from a page of the hub',
      'anna',
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' },
    ],
    ['read by a page of the hub', 'anna', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }],
    ['linked from another page', 'anna', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }],
    ['read by an app that CORS names', 'anna', { origin: app, 'sec-fetch-site': 'cross-site' }],
    ['read by another page', 'anonymous', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['read by a page without an origin', 'anonymous', { origin: 'null' }],
    ['embedded as a script', 'anonymous', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script' }],
    ['embedded in a sibling', 'anonymous', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'iframe' }],
    ['fetched blindly', 'anonymous', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' }],
  ])('%s, is asked for in the name of %s', async (_how, subject, headers) => {
    await rawRequest(path, { cookie, ...headers })
    expect(await toldCaller()).toMatchObject({ subject })
  })

  test('cannot be posted to', async () => {
    const headers = { cookie, origin: publicUrl, 'content-type': 'application/json' }
    expect(await gateway.request(path, { method: 'POST', headers, body: '{}' })).toMatchObject({
      status: 404,
    })
    expect(city.passedOn).toEqual([])
  })

  test('comes as it is read, and breaks off where the service does', async () => {
    city.answerWith((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="x.csv"',
        'cache-control': 'private, no-store',
      })
      response.write('a;b\r\n')
      setTimeout(() => response.destroy(), 20)
    })
    const response = await fetch(`${gateway.url}${path}`, { headers: { cookie } })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': 'attachment; filename="x.csv"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    await expect(response.text()).rejects.toThrow()
  })

  test('waits for identity no longer than the graph does', async () => {
    identity.answerWith((request) => request.socket.destroy())
    const unknown = { cookie: 'bindeglied.session_token=of-bert' }
    expect(await gateway.request(path, { headers: unknown })).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'IDENTITY_UNAVAILABLE' } }] },
    })
  })
})

describe('The address of a client', () => {
  const forwarded = { 'x-forwarded-for': '2001:DB8:0:0::1, ::ffff:198.51.100.7, 10.0.0.9' }

  async function addressWith(trusted: string, headers: Record<string, string>): Promise<unknown> {
    const behind = await startGateway({
      subgraphs: { identity: identity.url },
      settings: { ...settings, HUB_TRUSTED_PROXIES: trusted },
    })
    try {
      await behind.request('/auth/x', { headers })
      return lastOf(identity).headers['x-client-address']
    } finally {
      await behind.close()
    }
  }

  test.each([
    ['', '127.0.0.1'],
    ['192.0.2.0/24', '127.0.0.1'],
    ['127.0.0.1', '10.0.0.9'],
    ['127.0.0.0/8, 10.0.0.0/8', '198.51.100.7'],
    ['loopback, 10.0.0.9, 198.51.100.7', '2001:db8::1'],
  ])('behind proxies that are trusted (%s) is %s', async (trusted, expected) => {
    expect(await addressWith(trusted, forwarded)).toBe(expected)
  })

  test('is the proxy’s own where that names none', async () => {
    expect(await addressWith('127.0.0.1', { 'x-forwarded-for': 'unknown' })).toBe('127.0.0.1')
  })

  test('cannot be configured with what is no address', async () => {
    await expect(addressWith('10.0.0.1, everybody', {})).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/HUB_TRUSTED_PROXIES.*everybody/),
    })
  })
})

describe('Through the door', () => {
  const ways = [
    '/auth/../standings',
    '/auth/..',
    '/auth/./../standings',
    '/auth/%2e%2e/standings',
    '/auth/.%2E/standings',
    '/auth/..%2fstandings',
    '/auth/x/%2e%2e%5c..%5cgraphql',
    '/auth/x\\..\\..\\standings',
    '/auth/%2fstandings',
    '/auth/a%2fb',
    '/auth//standings',
    '/auth/%00',
    '/%61uth/x',
    '/auth%2f..%2fstandings',
    '//auth/x',
    '/feeds/..;/graphql',
    'http://evil.example/auth/x',
    'http://169.254.169.254/auth/latest',
    '/standings',
    '/registry/release',
    '/registry/reports',
    '/exports/../registry/release',
    '/standings/changes',
    '/AUTH/x',
    '/authx/y',
  ]

  test.each(ways)('%s leads nowhere', async (target) => {
    const { status, body } = await rawRequest(target)
    expect([400, 404]).toContain(status)
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] })
    expect([...identity.passedOn, ...city.passedOn, ...identity.asked]).toEqual([])
  })

  test('/auth/%, which cannot be decoded, leads nowhere', async () => {
    expect(await rawRequest('/auth/%')).toMatchObject({ status: 400 })
    expect(identity.passedOn).toEqual([])
  })

  test('whatever is let through is read by every program as it stands', () => {
    const piece = fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '%2F',
      '\\',
      ';',
      '?',
      '#',
      '@',
      ':',
      'a',
      'auth',
      '\t',
    )
    const target = fc.array(piece, { maxLength: 12 }).map((pieces) => `/auth/${pieces.join('')}`)
    let accepted = 0
    fc.assert(
      fc.property(target, (text) => {
        if (!isPlainTarget(text, '/auth')) return
        accepted++
        const url = new URL(text, 'http://service.example')
        expect([url.origin, url.pathname, url.hash]).toEqual([
          'http://service.example',
          text.split('?')[0],
          '',
        ])
        expect(decodeURIComponent(url.pathname)).toBe(url.pathname)
        expect(url.pathname).toMatch(/^\/auth\//)
      }),
      { numRuns: 5_000, seed: 20_261_122 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})

describe('A service that is down', () => {
  const silent: RequestListener = () => {}
  const broken: RequestListener = (request) => request.socket.destroy()

  test.each([
    ['does not answer in time', silent],
    ['ends the connection', broken],
  ])('as it %s, is said to programs as any other failure', async (_what, listener) => {
    identity.answerWith(listener)
    city.answerWith(listener)
    expect(await gateway.request('/auth/get-session')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5', 'cache-control': 'no-store' },
      body: { errors: [{ extensions: { code: 'IDENTITY_UNAVAILABLE' } }] },
    })
    const ofCity = await gateway.request('/feeds/all.atom')
    expect(ofCity).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
    })
    expect(JSON.stringify(ofCity.body)).not.toMatch(/127\.0\.0\.1|ECONN|socket/)
  })

  test.each([
    ['de', 'Gerade nicht erreichbar'],
    ['en', 'Not available at the moment'],
  ])('is said to people in their language (%s), without scripts', async (language, title) => {
    identity.answerWith(broken)
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': language }
    const answer = await gateway.request('/account/', { headers })
    expect(answer).toMatchObject({
      status: 503,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-language': language,
        'content-security-policy': expect.stringMatching(/style-src 'sha256-/),
      },
    })
    expect(answer.body).toContain(`<html lang="${language}">`)
    expect(answer.body).toContain(`<h1>${title}</h1>`)
    expect(answer.body).not.toMatch(/<script|\son\w+=/)
  })

  test('is asked once: what a form does is not done twice', async () => {
    let asked = 0
    identity.answerWith((_request, response) => {
      asked++
      response.writeHead(503, { 'retry-after': '1' }).end()
    })
    expect(await gateway.request('/auth/x')).toMatchObject({ status: 503 })
    expect(asked).toBe(1)
  })
})

test('No credential, token or query of what lies beside the graph is logged', async () => {
  identity.answerWith((request) => request.socket.destroy())
  await gateway.request('/account/password?token=s3cret-link', {
    method: 'POST',
    headers: {
      ...form,
      cookie: 'bindeglied.session_token=s3cret-cookie',
      authorization: 'Bearer s3cret-key',
    },
    body: 'password=s3cret-password',
  })
  city.answerWith((request) => request.socket.destroy())
  await gateway.request('/feeds/bookings/s3cret-calendar.ics')
  const failed = (path: string) => expect.stringMatching(`${path}/\\* 503 in`)
  for (const path of ['POST /account', 'GET /feeds']) {
    expect(gateway.log).toContainEqual(expect.objectContaining({ status: 503, msg: failed(path) }))
  }
  expect(JSON.stringify(gateway.log)).not.toMatch(/s3cret|eyJ/)
})

test('Programs of other origins that CORS names may use accounts, and no others', async () => {
  const preflight = (origin: string) =>
    gateway.request('/auth/sign-in/email', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  expect(await preflight(app)).toMatchObject({
    status: 204,
    headers: { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' },
  })
  expect((await preflight('https://evil.example')).headers).not.toHaveProperty('access-control-allow-origin')
  expect(identity.passedOn).toEqual([])
})
