import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous, type Caller } from '../../platform/caller/caller.js'
import type { Credential, Standing } from '../../platform/caller/standing.js'
import { type Answer, keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { publicUrl, type StandInIdentity, standingOf, startIdentity } from './kit/identity.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town, clock as townClock } from './kit/town.js'
import { until } from './kit/until.js'

let city: RunningSubgraph
let identity: StandInIdentity
let gateway: RunningGateway
let moment: number

beforeEach(async () => {
  moment = townClock().getTime()
  city = await startSubgraph('city', town.city, keys)
  identity = await startIdentity(keys)
  gateway = await startGateway({
    subgraphs: { city: city.url, identity: identity.url },
    settings: { HUB_PUBLIC_URL: publicUrl },
    clock: () => new Date(moment),
  })
  await until(identity.openStreams, (streams) => streams === 1)
})

afterEach(async () => {
  await gateway.close()
  await Promise.all([city.close(), identity.close()])
})

const cookie = 'bindeglied.session_token=s3cret.signature'
const apiKey = 'bg_abcdefgh_s3cret'
const ofCookie: Credential = { kind: 'cookie', value: cookie }
const ofKey: Credential = { kind: 'key', value: apiKey }
const ofSession: Credential = { kind: 'session', value: 'session of anna' }

const anna: Standing = standingOf('anna', {
  caller: {
    subject: 'anna',
    roles: ['coordinator'],
    memberships: [{ organization: 'verein', role: 'OWNER' }],
  },
})
const key: Standing = standingOf('key:7', {
  caller: {
    subject: 'key:7',
    roles: [],
    memberships: [{ organization: 'verein', role: 'MEMBER' }],
    scopes: ['read', 'goods:write'],
  },
  session: null,
  key: '7',
})

const bearer = (value: string) => ({ authorization: `Bearer ${value}` })
const ask = (headers: Record<string, string> = {}, query = '{ districts { name } }') =>
  gateway.query(query, { headers })

/** Whom city was told about last. */
const callerSeen = () => city.seen.at(-1)?.caller as Caller

function refusal(status: number, code: string) {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: { errors: [{ message: expect.stringMatching(/./), extensions: { code } }] },
  }
}
const refused = {
  ...refusal(401, 'CREDENTIAL_REFUSED'),
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
}
const isRefused = ({ status }: Answer) => status === 401

describe('A request', () => {
  test('without a credential is one of nobody, and identity is not asked', async () => {
    expect(await ask()).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anonymous)
    expect(identity.asked).toEqual([])
  })

  test('with an API key is the key’s, with its organization and scopes', async () => {
    identity.give(ofKey, key)
    expect(await ask(bearer(apiKey))).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(key.caller)
  })

  test('with an access token is the person’s whose session it was given out for', async () => {
    identity.give(ofSession, anna)
    expect(await ask(bearer(await identity.accessToken()))).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anna.caller)
    expect(identity.asked).toEqual([ofSession])
  })

  test('with the cookie of a session is the person’s, and no other cookie is shown to anybody', async () => {
    identity.give(ofCookie, anna)
    const headers = { cookie: `theme=dark; ${cookie}`, origin: publicUrl }
    expect(await ask(headers)).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anna.caller)
    expect(identity.asked).toEqual([ofCookie])
  })

  test('with a cookie of a foreign page is one of nobody, and identity is not asked', async () => {
    identity.give(ofCookie, anna)
    expect(await ask({ cookie, origin: 'https://evil.example' })).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anonymous)
    expect(identity.asked).toEqual([])
  })

  test('by GET with a cookie is one of nobody, and with a key the key’s', async () => {
    identity.give(ofCookie, anna)
    identity.give(ofKey, key)
    const path = `/graphql?query=${encodeURIComponent('{ districts { name } }')}`
    const headers = { 'apollo-require-preflight': 'true', cookie }
    expect(await gateway.request(path, { headers })).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anonymous)
    expect(await gateway.request(path, { headers: { ...headers, ...bearer(apiKey) } })).toMatchObject({
      status: 200,
    })
    expect(callerSeen()).toEqual(key.caller)
  })

  test('with the cookie of a session that is over is one of nobody', async () => {
    expect(await ask({ cookie })).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(anonymous)
    expect(identity.asked).toEqual([ofCookie])
  })

  test('shows subgraphs nothing of its credential, and the log neither', async () => {
    identity.give(ofKey, key)
    identity.give(ofCookie, anna)
    identity.give(ofSession, anna)
    const token = await identity.accessToken()
    for (const headers of [bearer(apiKey), bearer(token), { cookie }, bearer(`${apiKey}-revoked`)]) {
      await ask(headers)
    }
    const shownToOthers = JSON.stringify([city.seen.map(({ headers }) => headers), gateway.log])
    for (const secret of ['s3cret', token, token.split('.')[2] ?? '']) {
      expect(shownToOthers).not.toContain(secret)
    }
    expect(city.seen).toHaveLength(3)
  })
})

describe('A credential is refused, and nothing is executed,', () => {
  afterEach(() => expect(city.seen).toEqual([]))

  test.each(['Basic YW5uYTpwYXNz', 'Bearer nonsense', 'Bearer bg_abcdefgh_unknown'])(
    'when it is %s',
    async (authorization) => {
      expect(await ask({ authorization })).toMatchObject(refused)
    },
  )

  test('with a cookie beside it that is worth something', async () => {
    identity.give(ofCookie, anna)
    expect(await ask({ cookie, ...bearer('bg_abcdefgh_unknown') })).toMatchObject(refused)
  })

  test.each<[string, Record<string, unknown>]>([
    ['is expired', { exp: townClock().getTime() / 1000 - 6 }],
    ['never expires', { exp: undefined }],
    ['is of another town', { iss: 'https://other.example' }],
    ['is for another town', { aud: 'https://other.example' }],
    ['names no session', { sid: undefined }],
    ['names no account', { sub: undefined }],
    ['names another account than its session', { sub: 'bert' }],
    ['names a session that is over', { sid: 'session of bert' }],
  ])('when it is an access token that %s', async (_what, claims) => {
    identity.give(ofSession, anna)
    expect(await ask(bearer(await identity.accessToken(claims)))).toMatchObject(refused)
  })

  test('when it is an access token of a key that was never published', async () => {
    identity.give(ofSession, anna)
    const published = await identity.accessToken()
    await identity.changeKeys()
    const withOldSignature = await identity.accessToken({}, { kid: 'key 1' })
    await identity.changeKeys()
    expect(await ask(bearer(withOldSignature))).toMatchObject(refused)
    expect(await ask(bearer(published))).toMatchObject(refused)
  })

  test('when it is an access token that nobody signed', async () => {
    identity.give(ofSession, anna)
    const [, claims = '', signature = ''] = (await identity.accessToken()).split('.')
    for (const header of [{ alg: 'none' }, { alg: 'HS256', kid: 'key 1' }]) {
      const text = Buffer.from(JSON.stringify(header)).toString('base64url')
      expect(await ask(bearer(`${text}.${claims}.${signature}`))).toMatchObject(refused)
    }
  })

  test('in a way that a page CORS lets in can read', async () => {
    const answer = await ask({ ...bearer(apiKey), origin: 'https://app.example' })
    expect(answer).toMatchObject({ ...refused, headers: { 'access-control-allow-origin': '*' } })
  })
})

describe('Identity’s keys', () => {
  test('are fetched once for many access tokens', async () => {
    identity.give(ofSession, anna)
    for (let count = 0; count < 5; count++) {
      expect(await ask(bearer(await identity.accessToken({ jti: count })))).toMatchObject({ status: 200 })
    }
    expect(identity.keyFetches()).toBe(1)
    expect(identity.asked).toHaveLength(1)
  })

  test('are fetched again for one that is not known, soon, but not for each one', async () => {
    identity.give(ofSession, anna)
    await ask(bearer(await identity.accessToken()))
    await identity.changeKeys()
    const token = await identity.accessToken()
    for (let guess = 0; guess < 10; guess++)
      await ask(bearer(await identity.accessToken({}, { kid: `${guess}` })))
    expect(identity.keyFetches()).toBeLessThanOrEqual(2)
    expect(
      await until(
        () => ask(bearer(token)),
        ({ status }) => status === 200,
      ),
    ).toBeDefined()
    expect(callerSeen()).toEqual(anna.caller)
  })
})

describe('A revocation works', () => {
  const all: [string, Credential, Standing, () => Promise<Record<string, string>>][] = [
    ['key', ofKey, key, async () => bearer(apiKey)],
    ['session of an access token', ofSession, anna, async () => bearer(await identity.accessToken())],
  ]

  test.each(all)('as soon as identity tells of it: of a %s', async (_what, credential, standing, headers) => {
    identity.give(credential, standing)
    const shown = await headers()
    expect(await ask(shown)).toMatchObject({ status: 200 })
    identity.give(credential, null)
    expect(await ask(shown)).toMatchObject({ status: 200 })

    const { session, key: id } = standing
    identity.tell({ kind: session === null ? 'key' : 'session', id: session ?? id ?? '' })
    const toldAt = performance.now()
    await until(() => ask(shown), isRefused)
    expect(performance.now() - toldAt).toBeLessThan(1_000)
  })

  test.each(all)(
    'though nobody tells of it, after four seconds: of a %s',
    async (_what, credential, standing, headers) => {
      identity.give(credential, standing)
      const shown = await headers()
      expect(await ask(shown)).toMatchObject({ status: 200 })
      identity.give(credential, null)
      moment += 3_999
      expect(await ask(shown)).toMatchObject({ status: 200 })
      moment += 1
      expect(await ask(shown)).toMatchObject(refused)
    },
  )

  test('for the cookie of a session: what it was is nobody', async () => {
    identity.give(ofCookie, anna)
    await ask({ cookie })
    expect(callerSeen()).toEqual(anna.caller)
    identity.give(ofCookie, null)
    identity.tell({ kind: 'session', id: anna.session ?? '' })
    await until(
      async () => (await ask({ cookie })) && callerSeen(),
      ({ subject }) => subject === 'anonymous',
    )
  })

  test('though the news were lost between two streams', async () => {
    identity.give(ofKey, key)
    await ask(bearer(apiKey))
    const { port } = new URL(identity.url)
    await identity.close()
    identity = await startIdentity({ ...keys, port: Number(port) })
    await until(() => ask(bearer(apiKey)), isRefused)
  })

  test('though identity says what nobody can read: the stream begins anew', async () => {
    identity.give(ofKey, key)
    await ask(bearer(apiKey))
    identity.give(ofKey, null)
    identity.tell({ kind: 'unheard of' } as never)
    await until(() => ask(bearer(apiKey)), isRefused)
    expect(await until(identity.openStreams, (streams) => streams === 1)).toBe(1)
  })
})

describe('When identity is down', () => {
  const shown: [string, () => Promise<Record<string, string>>][] = [
    ['a key', async () => bearer(apiKey)],
    ['a cookie', async () => ({ cookie })],
    ['an access token', async () => bearer(await identity.accessToken())],
  ]

  test.each(shown)('whoever shows %s is told so, and the public goes on', async (_what, headers) => {
    const credential = await headers()
    await identity.close()
    moment += 4_000
    expect(await ask(credential)).toMatchObject({
      ...refusal(503, 'IDENTITY_UNAVAILABLE'),
      headers: { 'retry-after': '5' },
    })
    expect(city.seen).toEqual([])
    expect(await ask()).toMatchObject({ status: 200 })
    expect(await gateway.request('/readyz')).toMatchObject({ status: 200 })
    const causes = gateway.log.filter(({ code }) => code === 'IDENTITY_UNAVAILABLE').map(({ cause }) => cause)
    expect(causes).toEqual([expect.stringMatching(/ECONNREFUSED|fetch failed/)])
  })

  test('whoever was recognized goes on for as long as identity was heard less than four seconds ago', async () => {
    identity.give(ofKey, key)
    await ask(bearer(apiKey))
    await identity.close()
    moment += 3_999
    expect(await ask(bearer(apiKey))).toMatchObject({ status: 200 })
    moment += 1
    expect(await ask(bearer(apiKey))).toMatchObject(refusal(503, 'IDENTITY_UNAVAILABLE'))
  })

  test.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['500', (response) => response.writeHead(500).end('{}')],
    ['no JSON', (response) => response.writeHead(200).end('<html>')],
    ['no standing', (response) => response.writeHead(200).end('{"standing":{"caller":{"subject":""}}}')],
  ])(
    'in its way, answering with %s, that is no reason to believe or refuse anybody',
    async (_what, answer) => {
      identity.answerWith((_request, response) => answer(response))
      expect(await ask(bearer(apiKey))).toMatchObject(refusal(503, 'IDENTITY_UNAVAILABLE'))
      identity.answerWith()
      identity.give(ofKey, key)
      expect(await ask(bearer(apiKey))).toMatchObject({ status: 200 })
    },
  )
})

describe('After a mutation', () => {
  const mutation = 'mutation { renameDistrict(id: "05370004-01", name: "Mitte") { name } }'

  test('its caller’s next request knows what the caller has become, without waiting for the news', async () => {
    identity.give(ofKey, key)
    await ask(bearer(apiKey))
    const founder = { ...key.caller, memberships: [{ organization: 'new', role: 'OWNER' as const }] }
    identity.give(ofKey, { ...key, caller: founder })
    await ask(bearer(apiKey))
    expect(callerSeen()).toEqual(key.caller)

    expect(await ask(bearer(apiKey), mutation)).toMatchObject({ status: 200 })
    expect(callerSeen()).toEqual(key.caller)
    await ask(bearer(apiKey))
    expect(callerSeen()).toEqual(founder)
  })

  test('nobody else is asked about again', async () => {
    identity.give(ofKey, key)
    identity.give(ofCookie, anna)
    await ask({ cookie })
    await ask(bearer(apiKey), mutation)
    identity.asked.length = 0
    await ask({ cookie })
    expect(identity.asked).toEqual([])
  })
})

test('Many requests of one caller at once ask identity once', async () => {
  identity.give(ofKey, key)
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(bearer(apiKey))))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(identity.asked).toHaveLength(1)
})

test('A gateway that is closed lets go of identity', async () => {
  const second = await startGateway({ subgraphs: { identity: identity.url } })
  await until(identity.openStreams, (streams) => streams === 2)
  await second.close()
  await until(identity.openStreams, (streams) => streams === 1)
})
