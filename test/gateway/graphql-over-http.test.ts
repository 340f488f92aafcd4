import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AuditResult, auditServer } from 'graphql-http'
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

/** One line for each audit that is not passed, with what came back. */
async function notPassed(results: AuditResult[]): Promise<string[]> {
  const failed = results.filter((result) => result.status !== 'ok')
  return Promise.all(
    failed.map(async (result) => {
      const { id, name, status, reason, response } = result
      return `${status} ${id} ${name}: ${reason}; HTTP ${response.status} ${await response.text()}`
    }),
  )
}

describe('GraphQL over HTTP', () => {
  test('is kept to in every audit of graphql-http', async () => {
    // GET without any header that browsers protect is refused against CSRF, so this client sends one.
    const fetchFn: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, 'apollo-require-preflight': 'true' } })
    const results = await auditServer({ url: `${gateway.url}/graphql`, fetchFn })

    expect(await notPassed(results)).toEqual([])
    expect(results.length).toBeGreaterThanOrEqual(61)
  })

  test('is kept to for a client without the CSRF header too, but for what it MAY send by GET', async () => {
    const results = await auditServer({ url: `${gateway.url}/graphql` })

    const optional = /^notice \w+ MAY .* GET.*CSRF/s
    expect(await notPassed(results)).toEqual(Array(3).fill(expect.stringMatching(optional)))
  })
})
