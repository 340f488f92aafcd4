import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { until } from '../kit/until.js'
import { type PartnerServer, saying, silent, startPartnerServer } from './kit/server.js'
import {
  type Answer,
  neverOpens,
  type OpenedSources,
  openSources,
  type SourcesOptions,
} from './kit/sources.js'

const query = '{ cafes { name } }'
const good = saying({ data: { cafes: [{ name: 'Am Markt' }] } })
const goodAnswer = { data: { cafes: [{ name: 'Am Markt' }] } }
const away = saying('away', 503)
const code = 'SUBGRAPH_UNAVAILABLE'

let server: PartnerServer
let opened: OpenedSources | undefined

beforeEach(async () => {
  server = await startPartnerServer(good)
})

afterEach(async () => {
  await opened?.sources.close()
  await server.close()
})

function openPartner(options: SourcesOptions) {
  opened = openSources(options)
  return { ...opened, ...opened.open(server.url) }
}

async function times<T>(count: number, ask: () => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (let i = 0; i < count; i++) answers.push(await ask())
  return answers
}

/** A pause long enough that no test meets its end. */
const never = 3_600_000

describe('The circuit breaker', () => {
  test('opens when too many requests fail: nothing more is asked', async () => {
    const { ask, sources } = openPartner({
      breaker: { leastRequests: 6, failureShare: 0.5, firstPauseMs: never, longestPauseMs: never },
      retry: { most: 0 },
    })
    await times(2, () => ask(query))
    server.answerWith(away)
    await times(3, () => ask(query))
    expect(sources.takeReports()).toMatchObject([
      { breaker: 'CLOSED', requests: 5, failures: { HTTP_ERROR: 3 } },
    ])
    expect(server.seen).toHaveLength(5)

    await ask(query)
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code, subgraph: 'cafes' } }] })
    expect(server.seen).toHaveLength(6)
    expect(sources.takeReports()).toMatchObject([
      { breaker: 'OPEN', requests: 2, failures: { HTTP_ERROR: 1, BREAKER_OPEN: 1 } },
    ])
  })

  test('opens soon for a partner that hangs after it was well for long', async () => {
    const { ask, sources } = openPartner({
      settings: { HUB_PARTNER_TIMEOUT_MS: '300', HUB_PARTNER_CONNECTIONS: '16' },
      breaker: { firstPauseMs: never, longestPauseMs: never },
    })
    await times(300, () => ask(query))
    server.answerWith(silent)
    await Promise.all(Array.from({ length: 60 }, () => ask(query)))
    expect(sources.takeReports()).toMatchObject([{ breaker: 'OPEN' }])
  })

  test('opens when three in a row were given their whole time, however well it was before', async () => {
    const { ask, sources } = openPartner({
      settings: { HUB_PARTNER_TIMEOUT_MS: '300' },
      breaker: { firstPauseMs: never, longestPauseMs: never },
    })
    const twoHang = async () => {
      server.answerWith(silent)
      await times(2, () => ask(query))
      server.answerWith(good)
    }
    await times(20, () => ask(query))
    await twoHang()
    await ask(query)
    await twoHang()
    expect(sources.takeReports()).toMatchObject([{ breaker: 'CLOSED', failures: { TIMEOUT: 4 } }])
    server.answerWith(silent)
    await ask(query)
    expect(sources.takeReports()).toMatchObject([{ breaker: 'OPEN', failures: { TIMEOUT: 1 } }])
  })

  test('asks again after a pause, and closes if the answer is good', async () => {
    const { ask, sources } = openPartner({
      breaker: { leastRequests: 3, firstPauseMs: 20 },
      retry: { most: 0 },
    })
    server.answerWith(away)
    await times(3, () => ask(query))
    expect(sources.takeReports()).toMatchObject([{ breaker: 'OPEN' }])

    server.answerWith(good)
    await until(
      () => ask(query),
      (answer) => answer.data !== undefined,
    )
    expect(sources.takeReports()).toMatchObject([{ breaker: 'CLOSED' }])
    expect(await times(20, () => ask(query))).toEqual(Array(20).fill(goodAnswer))
  })

  test('sends one probe at a time: others do not wait for it, and a client that leaves does not decide', async () => {
    const { ask, sources } = openPartner({
      settings: { HUB_PARTNER_TIMEOUT_MS: '60000' },
      breaker: { leastRequests: 3, firstPauseMs: 20 },
      retry: { most: 0 },
    })
    server.answerWith(away)
    await times(3, () => ask(query))

    const held: ServerResponse[] = []
    server.answerWith((_request, response) => void held.push(response))
    const asked = server.seen.length
    const client = new AbortController()
    const probes: Promise<Answer>[] = []
    await until(
      () => void probes.push(ask(query, { signal: client.signal })),
      () => server.seen.length > asked,
    )
    expect(await ask(query)).toHaveProperty('errors')
    client.abort()
    expect(await ask(query)).toHaveProperty('errors')
    expect(sources.takeReports()).toMatchObject([{ breaker: 'HALF_OPEN' }])
    expect(server.seen).toHaveLength(asked + 1)

    server.answerWith(good)
    for (const response of held) good(response.req, response)
    await Promise.all(probes)
    expect(sources.takeReports()).toMatchObject([{ breaker: 'CLOSED' }])
  })

  test('waits longer after each probe that fails', async () => {
    const { ask } = openPartner({
      breaker: { leastRequests: 3, firstPauseMs: 1, longestPauseMs: never },
      retry: { most: 0 },
    })
    server.answerWith(away)
    await times(3, () => ask(query))
    await until(
      () => ask(query),
      () => server.seen.length >= 10,
    )
    const begun = performance.now()
    await until(
      () => ask(query),
      () => server.seen.length >= 11,
    )
    // The eighth pause: 2^7 ms at least.
    expect(performance.now() - begun).toBeGreaterThan(64)
  })

  test('is not opened by values against the schema, by errors of fields, or by clients that leave', async () => {
    const { ask, sources } = openPartner({ breaker: { leastRequests: 3, firstPauseMs: never } })
    server.answerWith(saying({ data: { cafes: 5 }, errors: [{ message: 'No.' }] }))
    await times(5, () => ask(query))
    server.answerWith(silent)
    await times(5, async () => {
      const client = new AbortController()
      const asking = ask(query, { signal: client.signal })
      client.abort()
      return asking
    })
    expect(sources.takeReports()).toMatchObject([{ breaker: 'CLOSED', requests: 10, failures: {} }])
  })
})

describe('Of requests at once', () => {
  const settings = { HUB_PARTNER_CONNECTIONS: '2', HUB_PARTNER_TIMEOUT_MS: '60000' }

  test('so many are made, as many wait for their turn, and the others fail without waiting', async () => {
    const held: ServerResponse[] = []
    server.answerWith((_request, response) => void held.push(response))
    const { ask, sources } = openPartner({ settings })
    const waiting = Array.from({ length: 4 }, () => ask(query))
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code, subgraph: 'cafes' } }] })
    await until(
      () => server.seen.length,
      (count) => count === 2,
    )
    expect(sources.takeReports()).toMatchObject([
      { requests: 5, failures: { OVERLOADED: 1 }, breaker: 'CLOSED' },
    ])

    server.answerWith(good)
    for (const response of held) good(response.req, response)
    expect(await Promise.all(waiting)).toEqual(Array(4).fill(goodAnswer))
    expect(server.seen).toHaveLength(4)
    expect(server.connections()).toBe(2)
  })

  test('none waits longer than it is worth while others hang', async () => {
    server.answerWith(silent)
    const { ask, sources } = openPartner({ settings, breaker: neverOpens, turns: { longestWaitMs: 50 } })
    const hanging = new AbortController()
    const held = [1, 2].map(() => ask(query, { signal: hanging.signal }))
    await until(
      () => server.seen.length,
      (count) => count === 2,
    )
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code, subgraph: 'cafes' } }] })
    expect(sources.takeReports()).toMatchObject([{ requests: 3, failures: { OVERLOADED: 1 } }])
    hanging.abort()
    await Promise.all(held)
  })

  test('those that wait use up their time with it', async () => {
    server.answerWith(silent)
    const { ask, sources } = openPartner({
      settings: { ...settings, HUB_PARTNER_TIMEOUT_MS: '1500' },
      breaker: neverOpens,
    })
    const begun = performance.now()
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(query)))
    expect(answers).toEqual(Array(4).fill(expect.objectContaining({ errors: expect.anything() })))
    expect(performance.now() - begun).toBeLessThan(2_900)
    const { TIMEOUT = 0, OVERLOADED = 0 } = sources.takeReports()[0]?.failures ?? {}
    expect(TIMEOUT + OVERLOADED).toBe(4)
  })
})

describe('A partner that is slower than it usually is', () => {
  const slow: RequestListener = (request, response) => void setTimeout(() => good(request, response), 300)
  const patience = { lastAnswers: 20, leastAnswers: 20, shortestMs: 100 }

  test('keeps a few waiting, and nobody else; its mutations have their time', async () => {
    const { ask, sources } = openPartner({
      patience,
      settings: { HUB_PARTNER_TIMEOUT_MS: '60000' },
      breaker: neverOpens,
    })
    await times(20, () => ask(query))
    server.answerWith(silent)
    const leaving = new AbortController()
    const late = [1, 2, 3].map(() => ask(query, { signal: leaving.signal }))
    // Of those that hang three wait on, and this one is ended.
    expect(await ask(query)).toMatchObject({ errors: [{ extensions: { code, subgraph: 'cafes' } }] })
    const asked = server.seen.length
    expect(await ask(query)).toHaveProperty('errors')
    expect(server.seen).toHaveLength(asked)
    server.answerWith(slow)
    const opening = 'mutation { open(id: "1") { __typename } }'
    expect(await ask(opening)).toMatchObject({ data: expect.anything() })
    leaving.abort()
    await Promise.all(late)
    const [report] = sources.takeReports()
    expect(report).toMatchObject({ requests: 26, failures: { OVERLOADED: 2 } })
    expect(report?.lastFailure?.message).toMatch(/^No answer comes, and 3 are later than the \d+ ms/)
  })

  test('is not cut off for good: what a probe brings too late for who asked closes the breaker', async () => {
    const { ask, sources } = openPartner({
      patience,
      settings: { HUB_PARTNER_TIMEOUT_MS: '2000' },
      breaker: { firstPauseMs: 20, longestPauseMs: 20 },
      retry: { most: 0 },
    })
    await times(20, () => ask(query))
    server.answerWith(away)
    await until(
      () => ask(query),
      () => sources.takeReports()[0]?.breaker === 'OPEN',
    )
    server.answerWith(slow)
    await until(
      () => ask(query),
      ({ data }) => data !== undefined,
    )
    expect(await times(5, () => ask(query))).toEqual(Array(5).fill(goodAnswer))
    expect(sources.takeReports()).toMatchObject([{ breaker: 'CLOSED' }])
  })
})

describe('A query that fails', () => {
  test('is asked once more where that may help, and nobody is told', async () => {
    const { ask, sources } = openPartner({})
    for (const status of [502, 503, 504]) {
      await times(10, () => ask(query))
      server.answerWith((request, response) => {
        server.answerWith(good)
        saying('away', status)(request, response)
      })
      expect(await ask(query)).toEqual(goodAnswer)
    }
    expect(sources.takeReports()).toMatchObject([{ requests: 33, retries: 3, failures: {} }])
  })

  test('is asked once more when the connection is lost', async () => {
    const { ask, sources } = openPartner({})
    server.answerWith((request) => {
      server.answerWith(good)
      request.socket.destroy()
    })
    expect(await ask(query)).toEqual(goodAnswer)
    expect(sources.takeReports()).toMatchObject([{ requests: 1, retries: 1, failures: {} }])
  })

  test('is not asked again after another failure', async () => {
    const { ask, sources } = openPartner({ breaker: neverOpens })
    await times(30, () => ask(query))
    for (const listener of [saying('', 500), saying('{'), saying('', 404), saying('', 301)]) {
      server.answerWith(listener)
      expect(await ask(query)).toHaveProperty('errors')
    }
    expect(server.seen).toHaveLength(34)
    expect(sources.takeReports()).toMatchObject([{ retries: 0 }])
  })

  test('is asked again for at most a tenth of requests', async () => {
    const { ask, sources } = openPartner({ breaker: neverOpens })
    server.answerWith(away)
    await times(101, () => ask(query))
    const [report] = sources.takeReports()
    // The one there is at the beginning, and one for ten requests.
    expect(report?.retries).toBeGreaterThanOrEqual(9)
    expect(report?.retries).toBeLessThanOrEqual(11)
    expect(server.seen).toHaveLength(101 + (report?.retries ?? 0))
  })

  test('is not asked again if it is a mutation', async () => {
    const { ask, sources } = openPartner({})
    await times(20, () => ask(query))
    server.answerWith(away)
    expect(await ask('mutation { open(id: "1") { name } }')).toMatchObject({
      errors: [{ path: ['open'], extensions: { code } }],
    })
    server.answerWith((request) => void request.socket.destroy())
    expect(await ask('mutation { open(id: "1") { name } }')).toHaveProperty('errors')
    expect(server.seen).toHaveLength(22)
    expect(sources.takeReports()).toMatchObject([{ retries: 0 }])
  })
})
