import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { keys, type RunningGateway, startGateway } from './kit/gateway.js'
import { type RunningSubgraph, startSubgraph } from './kit/subgraph.js'
import { town } from './kit/town.js'

let city: RunningSubgraph
let gateway: RunningGateway

beforeAll(async () => {
  city = await startSubgraph('city', town.city, keys)
  gateway = await startGateway({ subgraphs: { city: city.url } })
})

afterAll(async () => {
  await gateway.close()
  await city.close()
})

describe('CORS', () => {
  const preflight = (origin: string) => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })

  test('lets any origin ask, without credentials, where it is not narrowed', async () => {
    const answer = await gateway.request('/graphql', preflight('https://app.example'))
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
      },
    })
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test('lets exactly the named origins ask, and read the request id', async () => {
    const narrow = await startGateway({
      subgraphs: { city: city.url },
      settings: { HUB_CORS_ORIGINS: 'https://app.example, https://www.example' },
    })
    try {
      expect(await narrow.request('/graphql', preflight('https://www.example'))).toMatchObject({
        headers: {
          'access-control-allow-origin': 'https://www.example',
          'access-control-allow-credentials': 'true',
        },
      })
      const foreign = await narrow.request('/graphql', preflight('https://www.example.evil'))
      expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
      expect(
        await narrow.query('{ districts { name } }', { headers: { origin: 'https://app.example' } }),
      ).toMatchObject({
        status: 200,
        headers: {
          'access-control-allow-origin': 'https://app.example',
          'access-control-expose-headers': 'x-request-id',
          vary: expect.stringMatching(/origin/i),
        },
      })
    } finally {
      await narrow.close()
    }
  })
})
