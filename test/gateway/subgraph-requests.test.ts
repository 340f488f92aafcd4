import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { anonymous } from '../../platform/caller/caller.js'
import { createCallerVerifier } from '../../platform/caller/token.js'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { clock, composeTown, town } from './kit/town.js'

let city: RunningSubgraph
let mobility: RunningSubgraph
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  mobility = await startSubgraph('mobility', town.mobility, keys)
  gateway = await startGateway({ subgraphs: { city: city.url, mobility: mobility.url } })
})

afterAll(async () => {
  await gateway.close()
  await city.close()
  await mobility.close()
})

beforeEach(() => {
  city.seen.length = 0
  mobility.seen.length = 0
})

const acrossTwo = '{ districts { name stops { name } bikes } }'

describe('A request of the gateway to a subgraph', () => {
  test('is part of one answer with what the others say', async () => {
    expect(await gateway.query(acrossTwo)).toMatchObject({
      status: 200,
      body: {
        data: {
          districts: [
            { name: 'Erkelenz-Mitte', stops: [{ name: 'Markt 01' }], bikes: 4 },
            { name: 'Gerderath', stops: [{ name: 'Markt 02' }], bikes: 4 },
          ],
        },
      },
    })
  })

  test('carries the request id of the client, which is in the response and in the log', async () => {
    const id = 'request-of-a-test'
    const answer = await gateway.query(acrossTwo, { headers: { 'x-request-id': id } })

    expect(answer).toMatchObject({ status: 200, headers: { 'x-request-id': id } })
    expect([...city.seen, ...mobility.seen].map(({ headers }) => headers['x-request-id'])).toEqual([id, id])
    expect(gateway.log).toContainEqual(expect.objectContaining({ requestId: id, status: 200 }))
  })

  test('carries a request id even where the client sends none', async () => {
    const answer = await gateway.query('{ districts { name } }')

    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(city.seen[0]?.headers['x-request-id']).toBe(answer.headers['x-request-id'])
  })

  test('says who asks, in a token the subgraph can verify', async () => {
    await gateway.query(acrossTwo)

    expect([...city.seen, ...mobility.seen].map((request) => request.caller)).toEqual([anonymous, anonymous])
  })

  test('carries a token for that subgraph only: another one refuses it', async () => {
    await gateway.query(acrossTwo)

    const forMobility = mobility.seen[0]?.headers.authorization?.replace('Bearer ', '') ?? ''
    const verifyAsCity = await createCallerVerifier(keys.publicKey, 'city')
    await expect(verifyAsCity(forMobility, clock())).rejects.toMatchObject({ code: 'CALLER_REFUSED' })

    const response = await fetch(city.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${forMobility}` },
      body: JSON.stringify({ query: '{ districts { name } }' }),
    })
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'CALLER_REFUSED' } }] },
    })
  })

  test('carries nothing else of what the client sent', async () => {
    await gateway.query('{ districts { name } }', {
      headers: { cookie: 'session=1', 'x-secret': '1', 'x-client-address': '192.0.2.1' },
    })

    expect(Object.keys(city.seen[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ])
  })
})

test("A subgraph that is neither the hub's own nor registered is not asked for anything", async () => {
  const supergraph = composeTown({ partner: town.city }, { partner: 'http://127.0.0.1:9/graphql' })
  await expect(startGateway({ supergraph })).rejects.toMatchObject({
    code: 'SCHEMA_INVALID',
    message: 'The supergraph has a subgraph "partner" that is not registered.',
  })
})
