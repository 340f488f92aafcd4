import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  gateway = await startGateway({
    subgraphs: { city: city.url },
    settings: { HUB_BODY_LIMIT_BYTES: '4000' },
  })
})

afterAll(async () => {
  await gateway.close()
  await city.close()
})

beforeEach(() => {
  city.seen.length = 0
})

const json = { 'content-type': 'application/json' }
const query = JSON.stringify({ query: '{ districts { name } }' })
const mutation = 'mutation { renameDistrict(id: "05370004-01", name: "Mitte") { name } }'

function failure(status: number, code: string) {
  return { status, body: { errors: [{ message: expect.stringMatching(/./), extensions: { code } }] } }
}

describe('A request to /graphql', () => {
  test('larger than the limit is refused in the shape of a GraphQL response', async () => {
    const body = JSON.stringify({ query: `{ districts { name } } # ${'x'.repeat(4_000)}` })
    expect(await gateway.request('/graphql', { method: 'POST', headers: json, body })).toMatchObject({
      status: 413,
      body: {
        errors: [
          {
            message: 'The request body is larger than the limit of 4000 bytes: send less at once.',
            extensions: { code: 'REQUEST_TOO_LARGE' },
          },
        ],
      },
    })
  })

  test('with several operations in a list is refused', async () => {
    const body = `[${query},${query}]`
    expect(await gateway.request('/graphql', { method: 'POST', headers: json, body })).toMatchObject(
      failure(400, 'BAD_REQUEST'),
    )
    expect(city.seen).toEqual([])
  })

  test('with broken JSON is refused', async () => {
    expect(
      await gateway.request('/graphql', { method: 'POST', headers: json, body: '{"query' }),
    ).toMatchObject(failure(400, 'BAD_REQUEST'))
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'with a body of type %s, which a form of a foreign page can send, is refused',
    async (type) => {
      const init = { method: 'POST', headers: { 'content-type': type }, body: query }
      expect(await gateway.request('/graphql', init)).toMatchObject(failure(415, 'UNSUPPORTED_MEDIA_TYPE'))
      expect(city.seen).toEqual([])
    },
  )

  test('by GET that a foreign page can make a browser send is refused, and one that it cannot is answered', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ districts { name } }')}`
    expect(await gateway.request(path)).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringContaining('CSRF'), extensions: { code: 'BAD_REQUEST' } }] },
    })
    expect(city.seen).toEqual([])

    expect(await gateway.request(path, { headers: { 'apollo-require-preflight': 'true' } })).toMatchObject({
      status: 200,
      body: { data: { districts: [{ name: 'Erkelenz-Mitte' }, { name: 'Gerderath' }] } },
    })
  })

  test('by GET executes no mutation and says what to use', async () => {
    const path = `/graphql?query=${encodeURIComponent(mutation)}`
    expect(await gateway.request(path, { headers: json })).toMatchObject({
      ...failure(405, 'BAD_REQUEST'),
      headers: { allow: 'POST' },
    })
    expect(city.seen).toEqual([])
  })

  test('by HEAD is a GET without a body', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ districts { name } }')}`
    const headers = { 'apollo-require-preflight': 'true' }
    expect(await gateway.request(path, { method: 'HEAD', headers })).toMatchObject({
      status: 200,
      body: '',
    })
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('by %s is refused with the methods there are', async (method) => {
    expect(await gateway.request('/graphql', { method, headers: json, body: query })).toMatchObject({
      ...failure(405, 'METHOD_NOT_ALLOWED'),
      headers: { allow: 'GET, POST' },
    })
  })

  test('that takes no answer the gateway can give is refused before a mutation is executed', async () => {
    expect(await gateway.query(mutation, { headers: { accept: 'text/html' } })).toMatchObject(
      failure(406, 'NOT_ACCEPTABLE'),
    )
    expect(city.seen).toEqual([])
  })

  test.each([
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json, */*', 'application/json'],
    ['text/html, application/*;q=0.8', 'application/json'],
    ['APPLICATION/GraphQL-Response+JSON; charset=utf-8', 'application/graphql-response+json'],
    ['application/json;q=0, application/graphql-response+json;q=0.1', 'application/graphql-response+json'],
  ])('that accepts %s gets %s', async (accept, type) => {
    expect(await gateway.query('{ districts { name } }', { headers: { accept } })).toMatchObject({
      status: 200,
      headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    })
  })
})

test('A path there is not gets a coded 404', async () => {
  expect(await gateway.request('/nothing?here=1')).toMatchObject({
    status: 404,
    body: {
      errors: [
        {
          message: 'There is no GET /nothing here; the graph is at /graphql, a guide at /.',
          extensions: { code: 'NOT_FOUND' },
        },
      ],
    },
  })
})

test('The gateway says that it lives and is ready', async () => {
  expect(await gateway.request('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(await gateway.request('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
})

test('Every answer has the headers that keep a browser from misusing it', async () => {
  for (const path of ['/', '/graphiql', '/healthz', '/nothing', '/graphql']) {
    expect(await gateway.request(path)).toMatchObject({
      headers: {
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      },
    })
  }
})
