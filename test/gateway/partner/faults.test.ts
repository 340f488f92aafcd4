import type { RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type PartnerServer, saying, silent, startPartnerServer } from './kit/server.js'
import { neverOpens, type OpenedSources, type OpenPartner, openSources } from './kit/sources.js'

const good = saying({ data: { cafes: [{ name: 'Am Markt' }] } })
const limitBytes = 10_000

let server: PartnerServer
let opened: OpenedSources
let partner: OpenPartner

beforeAll(async () => {
  server = await startPartnerServer(good)
  opened = openSources({
    settings: { HUB_PARTNER_ANSWER_LIMIT_BYTES: String(limitBytes), HUB_PARTNER_TIMEOUT_MS: '1000' },
    breaker: neverOpens,
    retry: { most: 0 },
  })
  partner = opened.open(server.url)
})

afterAll(async () => {
  await opened.sources.close()
  await server.close()
})

afterEach(() => void opened.sources.takeReports())

const query = '{ cafes { name } }'
const unavailable = 'Subgraph "cafes" did not answer; its fields are null. Ask again later.'
const invalid = 'Subgraph "cafes" gave an answer that cannot be used; its fields are null.'

/** Sends a piece again and again for as long as anybody listens. */
function endless(piece: string, everyMs: number): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(piece), everyMs)
    response.on('close', () => clearInterval(timer))
  }
}

const packed = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '))
const packedAnswer: RequestListener = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed)

const long = JSON.stringify({ data: { cafes: [{ name: 'x'.repeat(limitBytes) }] } })

const faults: [what: string, listener: RequestListener, kind: string, message: string][] = [
  ['drops the connection', (request) => void request.socket.destroy(), 'UNREACHABLE', unavailable],
  ['never answers', silent, 'TIMEOUT', unavailable],
  ['drips bytes', endless(' ', 20), 'TIMEOUT', unavailable],
  [
    'stops in the middle',
    (_, response) => void response.writeHead(200).write('{"data":'),
    'TIMEOUT',
    unavailable,
  ],
  ['sends a long answer', saying(long, 200, { 'content-length': String(long.length) }), 'TOO_LARGE', invalid],
  ['sends an answer without an end', endless('x'.repeat(5_000), 1), 'TOO_LARGE', invalid],
  ['sends what unpacks to 50 MB', packedAnswer, 'NO_GRAPHQL', invalid],
  ['sends no JSON', saying('{"data":'), 'NO_GRAPHQL', invalid],
  ['sends other JSON', saying('[]'), 'NO_GRAPHQL', invalid],
  ['sends null without a reason', saying({ data: null }), 'NO_GRAPHQL', invalid],
  ['answers 500', saying({ data: { cafes: [] } }, 500), 'HTTP_ERROR', unavailable],
  [
    'answers 503 with a page',
    saying('<h1>Down</h1>', 503, { 'content-type': 'text/html' }),
    'HTTP_ERROR',
    unavailable,
  ],
  ['answers 429', saying({ data: { cafes: [] } }, 429), 'HTTP_ERROR', unavailable],
  ['answers 404', saying('nothing here', 404), 'HTTP_ERROR', unavailable],
  [
    'answers something that is no HTTP',
    (request) => void request.socket.end('SSH-2.0-x\r\n\r\n'),
    'HTTP_ERROR',
    unavailable,
  ],
]

describe('A partner that', () => {
  test.each(faults)('%s costs its own fields, and is reported', async (_what, listener, kind, message) => {
    server.answerWith(listener)

    const code = message === invalid ? 'SUBGRAPH_INVALID_ANSWER' : 'SUBGRAPH_UNAVAILABLE'
    expect(await partner.ask(query)).toEqual({
      errors: [{ message, path: ['cafes'], extensions: { code, subgraph: 'cafes' } }],
    })
    const [report] = opened.sources.takeReports()
    expect(report).toMatchObject({ name: 'cafes', requests: 1, failures: { [kind]: 1 }, lastAnswerAt: null })
    expect(report?.lastFailure).toMatchObject({ kind, message: expect.stringMatching(/./) })
    expect(opened.log).toContainEqual(expect.objectContaining({ level: 'warn', subgraph: 'cafes', kind }))

    server.answerWith(good)
    expect(await partner.ask(query)).toEqual({ data: { cafes: [{ name: 'Am Markt' }] } })
  })

  test('refuses the connection is reported as unreachable', async () => {
    const free = await startPartnerServer(good)
    await free.close()
    expect(await opened.open(free.url).ask(query)).toMatchObject({
      errors: [{ message: unavailable, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    })
    expect(opened.sources.takeReports()).toMatchObject([{ failures: { UNREACHABLE: 1 } }])
  })

  test('takes the connection and is silent even then is given no more than its time', async () => {
    const sockets: { destroy(): void }[] = []
    const listening = createTcpServer((socket) => void sockets.push(socket))
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
    const { port } = listening.address() as { port: number }
    // A connection over TLS that never gets past its greeting.
    await opened.open(`https://127.0.0.1:${port}/graphql`).ask(query)
    expect(opened.sources.takeReports()).toMatchObject([{ failures: { TIMEOUT: 1 } }])
    for (const socket of sockets) socket.destroy()
    await new Promise((done) => listening.close(done))
  })

  test.each([
    ['too few', []],
    ['too many', [{ motto: 'a' }, { motto: 'b' }]],
    ['no list', { motto: 'a' }],
  ])(
    'answers for entities with %s loses all of them, with an error at the first',
    async (_what, entities) => {
      server.answerWith(saying({ data: { _entities: entities } }))
      const variables = { representations: [{ __typename: 'District', id: '1' }] }
      const asked =
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on District { motto } } }'

      expect(await partner.ask(asked, { variables })).toEqual({
        errors: [
          {
            message: invalid,
            path: ['_entities', 0, 'motto'],
            extensions: { code: 'SUBGRAPH_INVALID_ANSWER', subgraph: 'cafes' },
          },
        ],
      })
      expect(opened.sources.takeReports()).toMatchObject([{ failures: { WRONG_ENTITIES: 1 } }])
    },
  )

  test('restarts in between is asked again at once', async () => {
    const before = await startPartnerServer(good)
    const restarting = opened.open(before.url)
    expect(await restarting.ask(query)).toHaveProperty('data')
    await before.close()
    expect(await restarting.ask(query)).toHaveProperty('errors')
    const after = await startPartnerServer(good, before.port)
    expect(await restarting.ask(query)).toEqual({ data: { cafes: [{ name: 'Am Markt' }] } })
    await after.close()
  })
})

test('What a partner that is suspended would have answered is not asked for', async () => {
  server.answerWith(good)
  const before = server.seen.length
  expect(await opened.open(server.url, { suspended: true }).ask(query)).toEqual({
    errors: [
      {
        message: 'The town has suspended subgraph "cafes"; its fields are null.',
        path: ['cafes'],
        extensions: { code: 'SUBGRAPH_SUSPENDED', subgraph: 'cafes' },
      },
    ],
  })
  expect(server.seen.length).toBe(before)
})

test('A client that goes away ends what is asked of a partner for it, and that is no failure of the partner', async () => {
  const client = new AbortController()
  const left = new Promise<void>((resolve) => {
    server.answerWith((_request, response) => {
      response.once('close', () => resolve())
      client.abort()
    })
  })
  await partner.ask(query, { signal: client.signal })
  await left
  expect(opened.sources.takeReports()).toMatchObject([{ requests: 1, failures: {}, lastFailure: null }])
})

test('Errors of a partner go on with message, path and code, bounded, and with its name', async () => {
  const error = {
    message: 'x'.repeat(1_000),
    path: ['cafes', 0, 'name'],
    extensions: { code: 'CLOSED', subgraph: 'city', http: { status: 500 }, stacktrace: ['a'], secret: 1 },
  }
  const bare = { message: 'It failed.', path: 'cafes', extensions: { code: 'INTERNAL_SERVER_ERROR' } }
  const many = Array.from({ length: 100 }, () => ({ message: 'One of many.' }))
  server.answerWith(saying({ data: { cafes: [{ name: null }] }, errors: [error, bare, ...many] }))

  const { data, errors = [] } = await partner.ask(query)
  expect(data).toEqual({ cafes: [{ name: null }] })
  expect(errors).toHaveLength(50)
  expect(errors.slice(0, 3)).toEqual([
    {
      message: 'x'.repeat(500),
      path: ['cafes', 0, 'name'],
      extensions: { code: 'CLOSED', subgraph: 'cafes' },
    },
    { message: 'It failed.', extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'cafes' } },
    { message: 'One of many.', extensions: { code: 'SUBGRAPH_ERROR', subgraph: 'cafes' } },
  ])
})
