import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { GraphQLFormattedError } from 'graphql'
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Gateway } from '../../../gateway/app.js'
import { createStandaloneGateway } from '../../../gateway/standalone.js'
import { parseConfig } from '../../../platform/config/config.js'
import { listen } from '../../../platform/http/server.js'
import { createLogger } from '../../../platform/telemetry/logger.js'
import { keys, type RunningGateway, startGateway } from '../kit/gateway.js'
import { createStandInRegistry } from '../kit/registry.js'
import { type RunningSubgraph, startSubgraph } from '../kit/subgraph.js'
import { clock, composeTown } from '../kit/town.js'
import { until } from '../kit/until.js'
import { cafes, own } from './kit/partner-subgraph.js'
import { saying } from './kit/server.js'
import { partnerTerms, publicUrl } from './kit/sources.js'

let city: RunningSubgraph
let partner: RunningSubgraph
let gateway: RunningGateway
/** A gateway to which the partner is a subgraph like others: nothing of what it answers is looked at. */
let trusting: Gateway
let trustingUrl: string

beforeAll(async () => {
  const registry = await createStandInRegistry(keys.publicKey)
  city = await startSubgraph('city', own, { beside: registry.listener })
  partner = await startSubgraph('cafes', cafes)
  const supergraph = composeTown({ city: own, cafes }, { city: city.url, cafes: partner.url })
  const edition = registry.edition(supergraph, [partnerTerms])
  registry.publish({ shares: [{ below: 100, edition }], sandboxes: {} })
  gateway = await startGateway({
    supergraph: composeTown({ city: own }),
    subgraphs: { city: city.url },
    settings: { HUB_PARTNER_PRIVATE_ADDRESSES: 'true', HUB_PUBLIC_URL: publicUrl },
  })
  await until(async () => Object.hasOwn(await ask('{ places { id } }'), 'data'))

  const logger = createLogger({ level: 'silent', format: 'json' }, 'gateway', { write: () => {} })
  trusting = await createStandaloneGateway({ config: parseConfig({}), supergraph, logger })
  trustingUrl = await listen(trusting.server, { host: '127.0.0.1', port: 0, setting: 'HUB_PORT' })
})

afterAll(async () => {
  await gateway.close()
  await trusting.close()
  await city.close()
  await partner.close()
})

afterEach(() => partner.answerWith())

interface Result {
  data?: Record<string, unknown> | null
  errors?: GraphQLFormattedError[]
}

async function ask(query: string): Promise<Result> {
  return (await gateway.query(query)).body as Result
}

async function askTrusting(query: string): Promise<Result> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ query })
  const answer = await fetch(`${trustingUrl}/graphql`, { method: 'POST', headers, body })
  return (await answer.json()) as Result
}

describe('What a partner answers as its schema says goes on as it is', () => {
  test.each([
    '{ cafe(id: "c1") { id name kind tags seats rating hours extra founded __typename } }',
    '{ cafe(id: "c1") { a: name b: name t: __typename } __typename }',
    '{ places { name } }',
    '{ places { __typename id ... on Cafe { seats } ...park } } fragment park on Park { area name }',
    '{ anything { __typename ... on Place { name } ... on Person { who: name } } }',
    '{ anything { ... on Cafe { district { name greeting } } } }',
    '{ districts { name greeting cafes(first: 1) { name district { name } } places { name ... on Park { area } } patron { name } } }',
    '{ district(id: "05370004-01") { cafes { name } broken } }',
    '{ events { title caterer { name kind } guests ... on Concert { band } } }',
    'query ($yes: Boolean = true, $no: Boolean = false) { cafe(id: "c1") { name @skip(if: $yes) seats @include(if: $yes) kind @include(if: $no) ... @skip(if: $no) { rating } } }',
    'query ($no: Boolean = false) { districts { name greeting @include(if: $no) patron @skip(if: $no) { name } } }',
    'mutation { openCafe(id: "c7") { id name district { name greeting } } }',
  ])('%s', async (query) => {
    const answer = await ask(query)
    expect(answer.data).toBeTruthy()
    expect(answer.errors?.length ?? 0).toBe(query.includes('broken') ? 1 : 0)
    expect(answer).toEqual(await askTrusting(query))
  })
})

test('A wrong value is null at its own place in the client’s answer, with an error there that names the partner', async () => {
  const entities = [
    { cafes: [{ name: 'a' }, { name: 7 }], patron: { name: 'Ada' } },
    { cafes: null, patron: null },
  ]
  partner.answerWith(saying({ data: { _entities: entities } }))
  const answer = await ask('{ districts { name cafes { name } patron { name } } }')
  const code = 'SUBGRAPH_INVALID_ANSWER'
  expect(answer.errors).toEqual(
    expect.arrayContaining([
      {
        message:
          'Subgraph "cafes" gave a value that is no String, against its own schema; the field is null.',
        path: ['districts', 0, 'cafes', 1, 'name'],
        extensions: { code, subgraph: 'cafes' },
      },
      {
        message:
          'Subgraph "cafes" gave a value that is null, which it must not be, against its own schema; the field is null.',
        path: ['districts', 1, 'patron'],
        extensions: { code, subgraph: 'cafes' },
      },
    ]),
  )
})

test('A partner that fails costs its own fields only', async () => {
  partner.answerWith(saying('down', 500))
  expect(await ask('{ district(id: "05370004-01") { name greeting cafes { name } } }')).toEqual({
    data: { district: { name: 'Erkelenz-Mitte', greeting: null, cafes: null } },
    errors: [
      {
        message: 'Subgraph "cafes" did not answer; its fields are null. Ask again later.',
        path: ['district'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'cafes' },
      },
    ],
  })
})

test('An error of a partner’s field is its own', async () => {
  expect(await ask('{ district(id: "05370004-01") { name broken } }')).toEqual({
    data: { district: { name: 'Erkelenz-Mitte', broken: null } },
    errors: [
      {
        message: 'The scales are broken.',
        path: ['district', 'broken'],
        extensions: { code: 'BROKEN', subgraph: 'cafes' },
      },
    ],
  })
})

test('A partner gets nothing of the client, and can verify by the published keys that the gateway asks', async () => {
  const from = partner.seen.length
  const headers = {
    cookie: 'session=1',
    'x-secret': '1',
    'x-request-id': 'request-of-a-test',
    'user-agent': 'mine',
  }
  await gateway.query('{ places { name } }', { headers })
  const { authorization = '', ...others } = partner.seen[from]?.headers ?? {}
  expect(others).toEqual({
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'accept-encoding': 'identity',
    connection: 'keep-alive',
    'content-length': expect.any(String),
    'content-type': 'application/json',
    host: new URL(partner.url).host,
    'x-request-id': 'request-of-a-test',
  })
  const keySet = (await gateway.request('/partners/cafes/jwks.json')).body as JSONWebKeySet
  const { payload } = await jwtVerify(authorization.replace('Bearer ', ''), createLocalJWKSet(keySet), {
    audience: new URL(partner.url).origin,
    issuer: publicUrl,
    currentDate: clock(),
  })
  expect(payload).toMatchObject({ htm: 'POST', htu: partner.url })
  expect(await gateway.request('/partners/city/jwks.json')).toMatchObject({ status: 404 })
})
