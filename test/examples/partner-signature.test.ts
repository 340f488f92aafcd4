import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { ownContext } from '../../gateway/context.js'
import type { PartnerKeys } from '../../gateway/partner/signing/keys.js'
import { createPartnerSigner } from '../../gateway/partner/signing/sign.js'
import { anonymous } from '../../platform/caller/caller.js'
import type { PartnerTerms } from '../../platform/registry/release.js'
import { createLogger } from '../../platform/telemetry/logger.js'
import { subgraphFetch } from '../gateway/kit/subgraph-fetch.js'
import { type OpenedSources, openSources } from '../gateway/partner/kit/sources.js'
import { partnerSchemaFile, type RunningPartner, startPartner } from '../kit/partner-subgraph.js'

/** What the gateway would publish. */
let hub: Server
let hubUrl: string
/** The way from the gateway to its partners. */
let gateway: OpenedSources
let keys: PartnerKeys
let partner: RunningPartner

const terms: PartnerTerms = {
  ...{ name: 'repair-cafes', organization: 'org-repair', keyGeneration: 1, claims: [], suspended: false },
}

beforeAll(async () => {
  hub = createServer(async ({ url = '' }, response) => {
    const [, name] = /^\/partners\/([a-z-]+)\/jwks\.json$/.exec(url) ?? []
    if (name === undefined) return response.writeHead(404).end()
    const { published } = await keys(name, 1)
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ keys: [published] }))
  })
  await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening))
  hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
  gateway = openSources({ settings: { HUB_PUBLIC_URL: hubUrl } })
  keys = gateway.partnerKeys
  partner = await startPartner({ hub: hubUrl })
})
afterAll(async () => {
  await gateway?.sources.close()
  await partner?.stop()
  hub.closeAllConnections()
  await new Promise((done) => hub.close(done))
})

const body = JSON.stringify({ query: '{ repairCafe(id: "market") { name } }' })

interface Signing {
  issuer?: string
  url?: string
  body?: string
  secondsAgo?: number
  terms?: PartnerTerms
}

/** A signature by the gateway's own code; a test says in what it differs from the right one. */
function signed(signing: Signing = {}): Promise<string> {
  const clock = () => new Date(Date.now() - (signing.secondsAgo ?? 0) * 1000)
  const sign = createPartnerSigner({ keys, issuer: signing.issuer ?? hubUrl, clock })
  const request = { url: new URL(signing.url ?? partner.url), body: signing.body ?? body }
  return sign(signing.terms ?? terms, { ...request, requestId: 'request-1', caller: anonymous })
}

async function send(token: string | null, sent = body, method = 'POST') {
  const response = await fetch(partner.url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: sent,
  })
  return { status: response.status, ...((await response.json()) as object) }
}

describe('the example', () => {
  test('answers what the gateway has signed', async () => {
    expect(await send(await signed())).toEqual({
      status: 200,
      data: { repairCafe: { name: 'Repair-Café am Markt (Beispiel)' } },
    })
  })

  test('answers the gateway itself, as it asks its partners', async () => {
    const typeDefs = parse(await readFile(partnerSchemaFile, 'utf8'))
    const schemaOf = async () => buildSubgraphSchema(typeDefs)
    const generation = gateway.sources.open([{ name: terms.name, url: partner.url, terms, schemaOf }])
    const source = generation.sourceOf(terms.name)
    const context = ownContext(createLogger({ level: 'silent', format: 'json' }, 'test'))
    const query = '{ repairCafe(id: "market") { name district { id } } }'
    const answer = await source.ask(subgraphFetch(query), context)
    await generation.close()
    expect(answer).toEqual({
      data: {
        repairCafe: { name: 'Repair-Café am Markt (Beispiel)', district: { id: '05370004-01' } },
      },
    })
  })

  test.each<[string, Signing, string]>([
    ['of another hub', { issuer: 'https://elsewhere.example' }, '"iss"'],
    ['for another partner’s host', { url: 'http://127.0.0.1:1/graphql' }, '"aud"'],
    ['for another path', { url: '/other' }, 'signed for http'],
    ['for another body', { body: '{}' }, 'another body'],
    ['of five minutes ago', { secondsAgo: 300 }, '"exp"'],
    ['of the future', { secondsAgo: -300 }, '"iat"'],
    ['with another partner’s key', { terms: { ...terms, name: 'another' } }, 'no applicable key'],
    ['with a key that is not published', { terms: { ...terms, keyGeneration: 2 } }, 'no applicable key'],
  ])('refuses a signature %s', async (_, { url, ...signing }, message) => {
    const token = await signed({ ...signing, ...(url && { url: new URL(url, partner.url).href }) })
    expect(await send(token)).toEqual({
      status: 401,
      errors: [{ message: expect.stringContaining(message) }],
    })
  })

  test('refuses what is not signed, and what is no signature', async () => {
    expect(await send(null)).toMatchObject({ status: 401, errors: [{ message: 'It carries no signature.' }] })
    expect(await send('nonsense')).toMatchObject({ status: 401 })
    const [header, payload] = (await signed()).split('.')
    expect(await send(`${header}.${payload}.`)).toMatchObject({ status: 401 })
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    expect(await send(`${none}.${payload}.`)).toMatchObject({ status: 401 })
  })

  test('refuses a signature put to another method', async () => {
    expect(await send(await signed(), body, 'PUT')).toMatchObject({
      status: 401,
      errors: [{ message: 'It is signed for POST.' }],
    })
  })

  test('says 503, not 401, while the hub’s keys cannot be had', async () => {
    const away = await startPartner({ hub: 'http://127.0.0.1:1' })
    try {
      const token = await signed({ issuer: 'http://127.0.0.1:1', url: away.url })
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      expect((await fetch(away.url, { method: 'POST', headers, body })).status).toBe(503)
    } finally {
      await away.stop()
    }
  })
})
