import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let health: RunningSubgraph
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  health = await startSubgraph('health', town.health, keys)
  gateway = await startGateway({ subgraphs: { city: city.url, health: health.url } })
})

afterAll(async () => {
  await gateway.close()
  await Promise.all([city.close(), health.close()])
})

describe('An error of a subgraph', () => {
  const failing = (code?: string) =>
    gateway.query('query ($code: String) { district(id: "05370004-01") { name failing(code: $code) } }', {
      variables: { code },
    })

  test('keeps its code, message and path and gains the name of the subgraph, and nothing else comes through', async () => {
    expect((await failing('BAD_USER_INPUT')).body).toEqual({
      data: { district: { name: 'Erkelenz-Mitte', failing: null } },
      errors: [
        {
          message: 'password of 10.1.2.3 is wrong',
          path: ['district', 'failing'],
          extensions: { code: 'BAD_USER_INPUT', subgraph: 'health' },
        },
      ],
    })
  })

  test('keeps what it says of problems and of the current version, letter by letter', async () => {
    const { body } = await gateway.query('{ district(id: "05370004-01") { incomplete } }')
    expect(body).toEqual({
      data: { district: { incomplete: null } },
      errors: [
        {
          message: 'It lacks two things.',
          path: ['district', 'incomplete'],
          extensions: {
            code: 'INCOMPLETE',
            subgraph: 'health',
            problems: [{ path: ['title'], code: 'MISSING' }],
            current: { version: 3 },
          },
        },
      ],
    })
  })

  test.each(['UNAUTHENTICATED', 'FORBIDDEN'])(
    'that is %s leaves the answer a result of GraphQL, in both media types',
    async (code) => {
      const query = `{ district(id: "05370004-01") { failing(code: "${code}") } }`
      for (const accept of ['application/json', 'application/graphql-response+json']) {
        expect(await gateway.query(query, { headers: { accept } })).toMatchObject({
          status: 200,
          body: { data: { district: { failing: null } }, errors: [{ extensions: { code } }] },
        })
      }
    },
  )

  test('cannot choose the status of the answer', async () => {
    expect(await failing('BAD_USER_INPUT')).toMatchObject({ status: 200 })
  })

  test('without a code says that it comes from behind the gateway', async () => {
    expect(await failing()).toMatchObject({
      body: { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', subgraph: 'health' } }] },
    })
  })

  test('that nobody expected is masked; the log has it under the request id the client is given', async () => {
    const answer = await failing('INTERNAL_SERVER_ERROR')
    const requestId = answer.headers['x-request-id']

    expect(answer.body).toEqual({
      data: { district: { name: 'Erkelenz-Mitte', failing: null } },
      errors: [
        {
          message: 'Something failed on our side; the log has it under the request id.',
          path: ['district', 'failing'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', subgraph: 'health', requestId },
        },
      ],
    })
    expect(gateway.log).toContainEqual(
      expect.objectContaining({ level: 'error', error: 'password of 10.1.2.3 is wrong', requestId }),
    )
  })
})

test('A null where the contract says non-null is an error, not a silent hole', async () => {
  expect((await gateway.query('{ district(id: "05370004-02") { name required } }')).body).toEqual({
    data: { district: null },
    errors: [
      {
        message: 'Cannot return null for non-nullable field District.required.',
        path: ['district', 'required'],
        extensions: { code: 'SUBGRAPH_INVALID_ANSWER' },
      },
    ],
  })
})

test('A mistake of the gateway itself is masked and logged, and costs no more than it must', async () => {
  const broken = await startGateway({ subgraphs: { city: city.url }, clock: () => new Date(Number.NaN) })
  try {
    const answer = await broken.query('{ districts { name } }')
    const requestId = answer.headers['x-request-id']
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: null,
        errors: [
          {
            message: 'Something failed on our side; the log has it under the request id.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
          },
        ],
      },
    })
    expect(broken.log).toContainEqual(
      expect.objectContaining({ level: 'error', error: expect.stringContaining('TypeError'), requestId }),
    )
  } finally {
    await broken.close()
  }
})
