import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { publicUrl, type StandInIdentity, standingOf, startIdentity } from './kit/identity.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let identity: StandInIdentity
let gateway: RunningGateway
let names: string[]

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  identity = await startIdentity(keys)
  gateway = await startGateway({
    subgraphs: { city: city.url, identity: identity.url },
    settings: { HUB_PUBLIC_URL: publicUrl },
  })
  identity.give({ kind: 'key', value: 'bg_annaanna_1' }, standingOf('key:anna', { session: null, key: '1' }))
  city.answerWith((asked, response) => {
    asked.resume()
    const data = { districts: names.map((name) => ({ name })) }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
  })
})

afterAll(async () => {
  await gateway.close()
  await Promise.all([city.close(), identity.close()])
})

interface Sent {
  headers: IncomingHttpHeaders
  bytes: Buffer
}

/** The answer as it comes over the wire, which fetch would have unpacked. */
async function ask(headers: Record<string, string>, method = 'POST'): Promise<Sent> {
  const query = '{ districts { name } }'
  const path = method === 'POST' ? '/graphql' : `/graphql?query=${encodeURIComponent(query)}`
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'application/json' }
    const asking = request(gateway.url + path, { method, headers: { ...type, ...headers } }, (response) => {
      buffer(response).then((bytes) => resolve({ headers: response.headers, bytes }), reject)
    })
    asking.on('error', reject).end(method === 'POST' ? JSON.stringify({ query }) : undefined)
  })
}

const answer = () => ({ data: { districts: names.map((name) => ({ name })) } })
const parsed = (bytes: Buffer) => JSON.parse(bytes.toString())

describe('A long answer to nobody in particular', () => {
  beforeAll(() => {
    names = Array.from({ length: 1_000 }, (_, index) => `Straße ${index}`)
  })

  test.each([
    ['gzip, deflate, br', 'gzip'],
    ['gzip, deflate, br, zstd', 'zstd'],
    ['GZIP;q=0.5', 'gzip'],
    ['zstd;q=0, gzip;q=0.1', 'gzip'],
  ])('is packed for a client that takes %s as %s', async (acceptEncoding, coding) => {
    const { headers, bytes } = await ask({ 'accept-encoding': acceptEncoding })

    expect(headers).toMatchObject({
      'content-encoding': coding,
      'content-length': String(bytes.length),
      'content-type': 'application/json; charset=utf-8',
      vary: expect.stringContaining('accept-encoding'),
    })
    expect(bytes.length).toBeLessThan(JSON.stringify(answer()).length / 2)
    expect(parsed(coding === 'zstd' ? zstdDecompressSync(bytes) : gunzipSync(bytes))).toEqual(answer())
  })

  test.each([[{}], [{ 'accept-encoding': 'br' }], [{ 'accept-encoding': 'gzip;q=0, zstd;q=0.000' }]])(
    'is sent as it is to a client that says %j',
    async (accepting) => {
      const { headers, bytes } = await ask(accepting)
      expect(headers).not.toHaveProperty('content-encoding')
      expect(headers).toMatchObject({
        'content-length': String(bytes.length),
        vary: expect.stringContaining('accept-encoding'),
      })
      expect(parsed(bytes)).toEqual(answer())
    },
  )

  test('is as long for HEAD as for GET, and is not sent', async () => {
    const got = await ask({ 'accept-encoding': 'gzip' }, 'GET')
    const head = await ask({ 'accept-encoding': 'gzip' }, 'HEAD')
    expect(head.headers['content-length']).toBe(got.headers['content-length'])
    expect(head.bytes).toHaveLength(0)
  })

  test('is packed for nobody who is somebody: its length would tell something of what is in it', async () => {
    const { headers, bytes } = await ask({
      'accept-encoding': 'gzip, zstd',
      authorization: 'Bearer bg_annaanna_1',
    })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(parsed(bytes)).toEqual(answer())
  })
})

test('A short answer is sent as it is', async () => {
  names = ['Gerderath']
  const { headers, bytes } = await ask({ 'accept-encoding': 'gzip, zstd' })
  expect(headers).not.toHaveProperty('content-encoding')
  expect(parsed(bytes)).toEqual(answer())
})
