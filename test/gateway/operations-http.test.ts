import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { sha256 } from '../../platform/registry/plain-operation.js'
import { type RunningGateway, startGateway } from './kit/gateway.js'

const text = '{ __typename }'
const persisted = { version: 1, sha256Hash: sha256(text) }
const json = { 'content-type': 'application/json' }

let open: RunningGateway
let only: RunningGateway
beforeAll(async () => {
  open = await startGateway({})
  only = await startGateway({ settings: { HUB_ONLY_REGISTERED_OPERATIONS: 'true' } })
})
afterAll(() => Promise.all([open.close(), only.close()]))

const post = (gateway: RunningGateway, body: object) =>
  gateway.request('/graphql', { method: 'POST', headers: json, body: JSON.stringify(body) })

test.each(['application/json', 'application/graphql-response+json'])(
  'a gateway with registered operations only refuses others with status 400, also for %s',
  async (accept) => {
    for (const query of [text, '{ __schema { queryType { name } } }', '{ nothing }']) {
      expect(await only.query(query, { headers: { accept } })).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }] },
      })
    }
  },
)

test('an operation is asked by its hash once its text was sent with it, with GET too', async () => {
  const unknown = await post(open, { extensions: { persistedQuery: persisted } })
  expect(unknown).toMatchObject({ body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] } })
  const asked = { status: 200, body: { data: { __typename: 'Query' } } }
  expect(await post(open, { query: text, extensions: { persistedQuery: persisted } })).toMatchObject(asked)
  expect(await post(open, { extensions: { persistedQuery: persisted } })).toMatchObject(asked)
  const search = new URLSearchParams({ extensions: JSON.stringify({ persistedQuery: persisted }) })
  expect(await open.request(`/graphql?${search}`, { headers: json })).toMatchObject(asked)
})
