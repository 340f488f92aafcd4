import type { RequestListener } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let mobility: RunningSubgraph
let health: RunningSubgraph
let gateway: RunningGateway
/** Waits for a subgraph no longer than a test may take. */
let impatient: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  mobility = await startSubgraph('mobility', town.mobility, keys)
  health = await startSubgraph('health', town.health, keys)
  const subgraphs = { city: city.url, mobility: mobility.url, health: health.url }
  gateway = await startGateway({ subgraphs, settings: { HUB_SUBGRAPH_ANSWER_LIMIT_BYTES: '2000' } })
  impatient = await startGateway({ subgraphs, settings: { HUB_SUBGRAPH_TIMEOUT_MS: '1500' } })
})

afterAll(async () => {
  await Promise.all([gateway.close(), impatient.close()])
  await Promise.all([city.close(), mobility.close(), health.close()])
})

afterEach(() => {
  for (const subgraph of [city, mobility, health]) subgraph.answerWith()
})

const districtPage = `query ($id: ID! = "05370004-01") { district(id: $id) { name stops { name } bikes clinic } }`
const unavailable = 'Subgraph "mobility" did not answer; its fields are null. Ask again later.'
const invalid = 'Subgraph "mobility" gave an answer that cannot be used; its fields are null.'

/** Answers with that status and text. */
function saying(status: number, text: string, type = 'application/json'): RequestListener {
  return (_request, response) => void response.writeHead(status, { 'content-type': type }).end(text)
}

const failures: [why: string, listener: RequestListener, code: string, message: string][] = [
  ['drops the connection', (request) => void request.destroy(), 'SUBGRAPH_UNAVAILABLE', unavailable],
  ['answers 503 with a page', saying(503, '<h1>Down</h1>', 'text/html'), 'SUBGRAPH_UNAVAILABLE', unavailable],
  ['answers with broken JSON', saying(200, '{"data":'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  ['answers with other JSON', saying(200, '{"hello":"world"}'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  ['answers with a list', saying(200, '[]'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  ['sends errors that are none', saying(200, '{"errors":["x"]}'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  ['leaves entities out', saying(200, '{"data":{"_entities":[]}}'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  ['answers 404 with a page', saying(404, 'nothing here', 'text/plain'), 'SUBGRAPH_INVALID_ANSWER', invalid],
  [
    'answers more than the limit',
    saying(200, JSON.stringify({ data: { _entities: [{ stops: [{ name: 'x'.repeat(3_000) }] }] } })),
    'SUBGRAPH_INVALID_ANSWER',
    invalid,
  ],
]

/** Asks for the district page and expects all of it but what mobility has, and one error that names mobility. */
async function expectMobilityLost(through: RunningGateway, code: string, message: string): Promise<void> {
  const answer = await through.query(districtPage)

  const district = { name: 'Erkelenz-Mitte', stops: null, bikes: null, clinic: 'Hermann-Josef-Krankenhaus' }
  const error = { message, path: ['district'], extensions: { code, subgraph: 'mobility' } }
  expect(answer).toMatchObject({ status: 200, body: { data: { district }, errors: [error] } })
  expect(answer.body).toHaveProperty('errors.length', 1)
  expect(JSON.stringify(answer.body)).not.toMatch(/127\.0\.0\.1|localhost|serviceName|stacktrace/)
  expect(through.log).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      subgraph: 'mobility',
      code,
      cause: expect.stringMatching(/./),
      requestId: answer.headers['x-request-id'],
    }),
  )
}

describe('A subgraph that', () => {
  test.each(failures)(
    '%s costs its own fields only, and the error names it',
    async (_why, listener, code, message) => {
      mobility.answerWith(listener)
      await expectMobilityLost(gateway, code, message)
    },
  )

  test.each([
    ['never answers', () => {}],
    [
      'stops in the middle of its answer',
      (_request, response) => void response.writeHead(200).write('{"data":'),
    ],
  ] satisfies [string, RequestListener][])(
    '%s costs its own fields only, and no more than the time it is given',
    async (_why, listener) => {
      mobility.answerWith(listener)
      await expectMobilityLost(impatient, 'SUBGRAPH_UNAVAILABLE', unavailable)
    },
  )

  test('is the only one asked costs the whole answer, with a path to the field', async () => {
    city.answerWith(saying(500, ''))

    expect(await gateway.query(districtPage)).toMatchObject({
      status: 200,
      body: {
        data: { district: null },
        errors: [{ path: ['district'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'city' } }],
      },
    })
  })

  test('fails for one field of many objects gives one error, at the first of them', async () => {
    mobility.answerWith(saying(500, ''))

    expect(await gateway.query('{ districts { bikes } }')).toMatchObject({
      body: {
        data: { districts: [{ bikes: null }, { bikes: null }] },
        errors: [{ path: ['districts', 0, 'bikes'], extensions: { subgraph: 'mobility' } }],
      },
    })
  })
})

test('A change is waited for longer than a query, for who gives up does not know whether it was made', async () => {
  city.answerWith((_request, response) => {
    const body = JSON.stringify({ data: { renameDistrict: { name: 'Neu' } } })
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), 2_000)
  })
  const rename = 'mutation { renameDistrict(id: "05370004-01", name: "Neu") { name } }'
  const [changed, read] = await Promise.all([
    impatient.query(rename),
    impatient.query('{ districts { name } }'),
  ])
  expect(changed.body).toEqual({ data: { renameDistrict: { name: 'Neu' } } })
  expect(read.body).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] })
})

test('A client that goes away ends what is asked of subgraphs for it', async () => {
  const left = new Promise<void>((resolve) => {
    mobility.answerWith((request, response) => {
      response.once('close', resolve)
      client.abort()
      request.resume()
    })
  })
  const client = new AbortController()
  const asking = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: districtPage }),
    signal: client.signal,
  })

  await expect(asking).rejects.toMatchObject({ name: 'AbortError' })
  await left
})
