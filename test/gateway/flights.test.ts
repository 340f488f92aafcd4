import { describe, expect, test } from '@jest/globals'
import { type GatewayContext, ownContext } from '../../gateway/context.js'
import type { Flights } from '../../gateway/sharing/flights.js'
import { createSharing } from '../../gateway/sharing/sharing.js'
import { createLogger } from '../../platform/telemetry/logger.js'

type Numbers = { list: number[] }

interface Begun {
  context: GatewayContext
  succeed(result: Numbers): void
  fail(error: Error): void
}

function setUp() {
  const log: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void log.push(JSON.parse(line)) }
  const logger = createLogger({ level: 'debug', format: 'json' }, 'gateway', destination)
  let now = 0
  const sharing = createSharing(() => new Date(now))
  const flights: Flights<Numbers> = sharing.flights(({ list }) => ({ list: [...list] }))
  const begun: Begun[] = []
  let asked = 0
  const ask = (key = 'a', signal = new AbortController().signal) =>
    flights.join(key, { ...ownContext(logger), requestId: `request-${++asked}`, signal }, (context) => {
      return new Promise((succeed, fail) => begun.push({ context, succeed, fail }))
    })
  const pass = (ms: number) => {
    now += ms
  }
  return { sharing, ask, pass, begun, log }
}

describe('What several ask at once', () => {
  test('is asked once, and each gets a result that is its own', async () => {
    const { ask, begun } = setUp()
    const asking = [ask(), ask(), ask()]
    expect(begun).toHaveLength(1)
    begun[0]?.succeed({ list: [1] })

    const results = await Promise.all(
      asking.map(async (each, index) => {
        const result = await each
        // At once, before the next one has looked.
        result.list.push(index)
        return result
      }),
    )
    expect(results).toEqual([{ list: [1, 0] }, { list: [1, 1] }, { list: [1, 2] }])
  })

  test('is asked in the name of who came first, and the log of the others names that request', () => {
    const { ask, begun, log } = setUp()
    void ask()
    void ask()

    expect(begun[0]?.context.requestId).toBe('request-1')
    expect(log).toEqual([expect.objectContaining({ level: 'debug', sharedWith: 'request-1' })])
  })

  test('is asked again once what was begun is late, so that not everybody waits for it', async () => {
    const { ask, pass, begun } = setUp()
    const late = [ask()]
    pass(10)
    late.push(ask())
    pass(1)
    const next = ask()
    expect(begun).toHaveLength(2)

    begun[1]?.succeed({ list: [2] })
    expect(await next).toEqual({ list: [2] })
    begun[0]?.succeed({ list: [1] })
    expect(await Promise.all(late)).toEqual([{ list: [1] }, { list: [1] }])
  })

  test('is asked for each where it differs', () => {
    const { ask, begun } = setUp()
    void ask('a')
    void ask('b')
    expect(begun).toHaveLength(2)
  })

  test('is asked anew once it has been answered', async () => {
    const { ask, begun } = setUp()
    const first = ask()
    begun[0]?.succeed({ list: [1] })
    await first
    const second = ask()
    begun[1]?.succeed({ list: [2] })
    expect(await second).toEqual({ list: [2] })
  })

  test('fails for all of them, and is asked anew after that', async () => {
    const { ask, begun } = setUp()
    const asking = Promise.allSettled([ask(), ask()])
    const error = new Error('It is away.')
    begun[0]?.fail(error)
    expect(await asking).toEqual([
      { status: 'rejected', reason: error },
      { status: 'rejected', reason: error },
    ])
    void ask()
    expect(begun).toHaveLength(2)
  })
})

describe('Who goes away', () => {
  test('does not end what others wait for', async () => {
    const { ask, begun } = setUp()
    const gone = new AbortController()
    void ask('a', gone.signal)
    const other = ask()
    gone.abort()

    expect(begun[0]?.context.signal.aborted).toBe(false)
    begun[0]?.succeed({ list: [1] })
    expect(await other).toEqual({ list: [1] })
  })

  test('ends it if nobody else waits, and who comes then does not get what was ended', async () => {
    const { ask, begun } = setUp()
    const [one, other] = [new AbortController(), new AbortController()]
    const ended = Promise.allSettled([ask('a', one.signal), ask('a', other.signal)])
    one.abort()
    other.abort()
    expect(begun[0]?.context.signal.aborted).toBe(true)

    const next = ask()
    begun[0]?.fail(new Error('It was ended.'))
    await ended
    void ask()
    expect(begun).toHaveLength(2)
    begun[1]?.succeed({ list: [2] })
    expect(await next).toEqual({ list: [2] })
  })

  test('before it asks takes part in nothing', () => {
    const { ask, begun } = setUp()
    const gone = new AbortController()
    gone.abort()
    void ask('a', gone.signal)
    void ask()
    expect(begun.map(({ context }) => context.signal.aborted)).toEqual([true, false])
  })
})

describe('After a change', () => {
  test('nobody is given what was asked before it', async () => {
    const { sharing, ask, begun } = setUp()
    const before = ask()
    sharing.changed()
    const after = ask()
    begun[0]?.succeed({ list: [1] })
    expect(await before).toEqual({ list: [1] })

    const later = ask()
    expect(begun).toHaveLength(2)
    begun[1]?.succeed({ list: [2] })
    expect(await Promise.all([after, later])).toEqual([{ list: [2] }, { list: [2] }])
  })
})
