import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import fastify, { type FastifyInstance } from 'fastify'
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyOptions, jwtVerify } from 'jose'
import { addPartnerKeys } from '../../../gateway/http/partner-keys.js'
import { createPartnerKeys } from '../../../gateway/partner/signing/keys.js'
import type { Caller } from '../../../platform/caller/caller.js'
import { generateCallerKeys } from '../../../platform/caller/token.js'
import type { CallerClaimName } from '../../../platform/registry/release.js'
import { keys as gatewayKeys } from '../kit/gateway.js'
import { clock } from '../kit/town.js'
import { type PartnerServer, saying, startPartnerServer } from './kit/server.js'
import { type OpenedSources, openSources, publicUrl } from './kit/sources.js'

let server: PartnerServer
let opened: OpenedSources
let http: FastifyInstance

beforeAll(async () => {
  server = await startPartnerServer(saying({ data: { cafes: null } }))
  opened = openSources({ clock })
  http = fastify()
  addPartnerKeys(http, { keys: opened.partnerKeys, generationOf: opened.sources.keyGenerationOf })
})

afterAll(async () => {
  await opened.sources.close()
  await http.close()
  await server.close()
})

beforeEach(() => {
  server.seen.length = 0
})

const query = '{ cafes { name } }'

const anna: Caller = {
  subject: 'anna',
  roles: ['coordinator'],
  memberships: [{ organization: 'library', role: 'OWNER' }],
}

async function publishedKeys(): Promise<JSONWebKeySet> {
  return (await http.inject('/partners/cafes/jwks.json')).json()
}

/** As a partner does, with the keys that are published. */
async function verify(token: string, options: Partial<JWTVerifyOptions> = {}) {
  return jwtVerify(token, createLocalJWKSet(await publishedKeys()), {
    issuer: publicUrl,
    audience: new URL(server.url).origin,
    currentDate: clock(),
    requiredClaims: ['exp', 'iat', 'jti'],
    ...options,
  })
}

async function lastToken(): Promise<string> {
  return server.seen.at(-1)?.headers.authorization?.replace('Bearer ', '') ?? ''
}

async function askAs(caller: Caller, claims: CallerClaimName[], keyGeneration = 1): Promise<string> {
  const partner = opened.open(server.url, { claims, keyGeneration })
  await partner.ask(query, { caller })
  await partner.close()
  return lastToken()
}

describe('A request to a partner', () => {
  test('is signed, for it, for this moment and for this body', async () => {
    const partner = opened.open(server.url)
    await partner.ask(query, { caller: anna })
    const { payload, protectedHeader } = await verify(await lastToken())
    await partner.close()

    const now = Math.floor(clock().getTime() / 1000)
    expect(payload).toEqual({
      iss: publicUrl,
      aud: new URL(server.url).origin,
      iat: now,
      exp: now + 60,
      jti: expect.stringMatching(/^request-1\.[0-9a-f-]{36}$/),
      htm: 'POST',
      htu: server.url,
      body_sha256: createHash('sha256')
        .update(server.seen[0]?.body ?? '')
        .digest('base64url'),
    })
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: expect.stringMatching(/^[\w-]{43}$/) })
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ query, variables: {} })
  })

  test('has a signature of its own each time', async () => {
    const partner = opened.open(server.url)
    await partner.ask(query)
    await partner.ask(query)
    const tokens = server.seen.map(({ headers }) => headers.authorization)
    expect(new Set(tokens).size).toBe(2)
    await partner.close()
  })

  test('is refused by who verifies it for another audience, at another time, or after a change', async () => {
    const partner = opened.open(server.url)
    await partner.ask(query)
    const token = await lastToken()
    const later = new Date(clock().getTime() + 61_000)
    await expect(verify(token)).resolves.toBeDefined()
    await expect(verify(token, { audience: 'https://other.example' })).rejects.toThrow('"aud"')
    await expect(verify(token, { issuer: 'https://other.example' })).rejects.toThrow('"iss"')
    await expect(verify(token, { currentDate: later })).rejects.toThrow('"exp"')
    const [header = '', payload = '', signature = ''] = token.split('.')
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString())
    forged.body_sha256 = createHash('sha256').update('{"query":"mutation { other }"}').digest('base64url')
    const changed = Buffer.from(JSON.stringify(forged)).toString('base64url')
    await expect(verify(`${header}.${changed}.${signature}`)).rejects.toThrow('signature verification failed')
    await partner.close()
  })

  test('carries nothing else', async () => {
    const partner = opened.open(server.url)
    await partner.ask(query, { caller: anna })
    await partner.close()
    const { headers } = server.seen[0] ?? {}
    expect(Object.keys(headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ])
    expect(headers).toMatchObject({
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      'x-request-id': 'request-1',
    })
    expect(headers?.authorization).not.toContain('token-of-a-caller')
  })

  test.each<[CallerClaimName[], object]>([
    [[], {}],
    [['SUBJECT'], { sub: 'anna' }],
    [['ROLES'], { roles: ['coordinator'] }],
    [['ORGANIZATIONS'], { organizations: ['library'] }],
    [['SUBJECT', 'ORGANIZATIONS'], { sub: 'anna', organizations: ['library'] }],
  ])('says of who asks what the terms allow and no more: %j', async (claims, expected) => {
    const token = await askAs(anna, claims)
    const [, payload = ''] = token.split('.')
    const { iss, aud, iat, exp, jti, htm, htu, body_sha256, ...said } = JSON.parse(
      Buffer.from(payload, 'base64url').toString(),
    )
    expect(said).toEqual(expected)
  })
})

describe('The keys of a partner', () => {
  test('are published with the one before, and without private parts', async () => {
    const partner = opened.open(server.url, { keyGeneration: 3 })
    const answer = await http.inject('/partners/cafes/jwks.json')
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      'content-type': expect.stringContaining('json'),
    })
    const { keys } = answer.json() as JSONWebKeySet
    const expected = await Promise.all(
      [3, 2].map(async (each) => (await opened.partnerKeys('cafes', each)).kid),
    )
    expect(keys.map(({ kid }) => kid)).toEqual(expected)
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
    }

    const before = await askAs(anna, [], 2)
    await expect(verify(before)).resolves.toBeDefined()
    await expect(verify(await askAs(anna, [], 1))).rejects.toThrow('no applicable key')
    await partner.close()
  })

  test('are those of the newest release that is served', async () => {
    const [old, fresh] = [opened.open(server.url), opened.open(server.url, { keyGeneration: 2 })]
    expect((await publishedKeys()).keys).toHaveLength(2)
    await fresh.close()
    expect((await publishedKeys()).keys).toHaveLength(1)
    await old.close()
  })

  test('are not there for who is no partner', async () => {
    const answer = await http.inject('/partners/city/jwks.json')
    expect({ status: answer.statusCode, body: answer.json() }).toEqual({
      status: 404,
      body: {
        errors: [
          { message: 'No partner of that name has a subgraph here.', extensions: { code: 'NOT_FOUND' } },
        ],
      },
    })
  })

  test('are the same in every gateway with the same key, and differ by name, by generation and by gateway', async () => {
    const again = createPartnerKeys(gatewayKeys.privateKey)
    const other = createPartnerKeys((await generateCallerKeys()).privateKey)
    const { partnerKeys } = opened
    const kid = (await partnerKeys('cafes', 1)).kid
    expect((await again('cafes', 1)).kid).toBe(kid)
    const others = await Promise.all([partnerKeys('cafes', 2), partnerKeys('parks', 1), other('cafes', 1)])
    expect(new Set([kid, ...others.map((each) => each.kid)]).size).toBe(4)
    expect(JSON.parse(gatewayKeys.publicKey).x).not.toBe((await partnerKeys('cafes', 1)).published.x)
  })

  test.each([undefined, 'no key', '{"kty":"OKP"}', '{"crv":"X25519","d":"AAAA"}'])(
    'cannot be made from %j',
    async (key) => {
      await expect(createPartnerKeys(key)('cafes', 1)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    },
  )
})
