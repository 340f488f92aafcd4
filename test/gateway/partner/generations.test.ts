import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { until } from '../kit/until.js'
import { type PartnerServer, saying, startPartnerServer } from './kit/server.js'
import { type OpenedSources, openSources, partnerTarget } from './kit/sources.js'

const query = '{ cafes { name seats } }'
const good = saying({ data: { cafes: [{ name: 'Am Markt', seats: 3 }] } })
const goodAnswer = { data: { cafes: [{ name: 'Am Markt', seats: 3 }] } }
const away = saying('away', 500)

let server: PartnerServer
let opened: OpenedSources

beforeEach(async () => {
  server = await startPartnerServer(good)
  opened = openSources({ breaker: { leastRequests: 3, firstPauseMs: 3_600_000 }, clock: () => new Date(0) })
})

afterEach(async () => {
  await opened.sources.close()
  await server.close()
})

describe('Over generations of the supergraph', () => {
  test('a partner is asked over the same connections', async () => {
    const first = opened.open(server.url)
    await first.ask(query)
    const second = opened.open(server.url, { keyGeneration: 2 })
    await first.close()
    expect(await second.ask(query)).toEqual(goodAnswer)
    expect(server.connections()).toBe(1)
  })

  test('a breaker stays open, as long as the address stays', async () => {
    const first = opened.open(server.url)
    server.answerWith(away)
    for (let i = 0; i < 3; i++) await first.ask(query)
    const second = opened.open(server.url)
    await first.close()
    server.answerWith(good)
    expect(await second.ask(query)).toHaveProperty('errors')
    expect(opened.sources.takeReports()).toMatchObject([{ breaker: 'OPEN', failures: { BREAKER_OPEN: 1 } }])

    const moved = await startPartnerServer(good)
    const third = opened.open(moved.url)
    expect(await third.ask(query)).toEqual(goodAnswer)
    expect(opened.sources.takeReports()).toMatchObject([{ breaker: 'OPEN', requests: 1 }])
    await second.close()
    expect(opened.sources.takeReports()).toMatchObject([{ breaker: 'CLOSED', requests: 0 }])
    await moved.close()
  })

  test('what runs ends before its connection does, and closing twice is closing once', async () => {
    const held: ServerResponse[] = []
    server.answerWith((_request, response) => void held.push(response))
    const first = opened.open(server.url)
    const second = opened.open(server.url)
    const asking = first.ask(query)
    await until(
      () => held.length,
      (count) => count === 1,
    )
    const closing = Promise.all([first.close(), first.close()])
    await closing
    const closed = second.close()
    for (const response of held) good(response.req, response)
    expect(await asking).toEqual(goodAnswer)
    await closed
  })

  test('all is over when the gateway ends, whoever closes what first', async () => {
    const first = opened.open(server.url)
    await first.ask(query)
    await opened.sources.close()
    await first.close()
    expect(await first.ask(query)).toHaveProperty('errors')
  })

  test('one of the hub’s own without an address leaves nothing open', () => {
    const own = { ...partnerTarget(undefined), name: 'own', terms: null }
    expect(() => opened.sources.open([partnerTarget(server.url), own])).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    )
    expect(opened.sources.keyGenerationOf('cafes')).toBeUndefined()
  })
})

describe('A report', () => {
  test('says what became of requests since the last one', async () => {
    const { ask } = opened.open(server.url)
    await ask(query)
    server.answerWith(
      saying({
        data: {
          cafes: [
            { name: 1, seats: 'x' },
            { name: 2, seats: 3 },
          ],
        },
      }),
    )
    await ask(query)
    server.answerWith(away)
    await ask(query)
    const [report, ...others] = opened.sources.takeReports()
    expect(others).toEqual([])
    expect(report).toEqual({
      name: 'cafes',
      requests: 3,
      failures: { HTTP_ERROR: 1 },
      retries: 0,
      latencies: expect.any(Array),
      breaker: 'CLOSED',
      lastFailure: { at: '1970-01-01T00:00:00.000Z', kind: 'HTTP_ERROR', message: 'HTTP 500' },
      lastAnswerAt: '1970-01-01T00:00:00.000Z',
      violations: [
        { coordinate: 'Cafe.name', problem: 'is no String', count: 2 },
        { coordinate: 'Cafe.seats', problem: 'is no Int', count: 1 },
      ],
    })
    expect(report?.latencies).toHaveLength(11)
    expect(report?.latencies.reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(opened.sources.takeReports()).toEqual([])
  })

  test('is one for each partner, and bounded, whatever the partner answers', async () => {
    const { ask } = opened.open(server.url)
    const fields = Array.from({ length: 80 }, (_, index) => `f${index}: name`).join(' ')
    const values = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`f${index}`, index]))
    server.answerWith(saying({ data: { cafes: Array(5).fill(values) } }))
    const { data, errors } = await ask(`{ cafes { ${fields} } }`)
    expect(errors).toHaveLength(50)
    expect(JSON.stringify(data)).not.toMatch(/\d,/)
    expect(opened.sources.takeReports()).toMatchObject([
      { violations: [{ coordinate: 'Cafe.name', problem: 'is no String', count: 400 }] },
    ])
  })
})
