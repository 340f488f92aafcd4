import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createSubgraphClient, type SubgraphClient } from '../../gateway/subgraphs/own-client.js'

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const unavailable = { code: 'SUBGRAPH_UNAVAILABLE' }
const never = new AbortController().signal

async function listening(server: Server, protocol: 'http' | 'https'): Promise<URL> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return new URL(`${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?of=it`)
}

function clientOf(url: URL, limits: { subgraphTimeoutMs?: number; subgraphAnswerLimitBytes?: number } = {}) {
  const defaults = { subgraphTimeoutMs: 60_000, changeTimeoutMs: 60_000, subgraphAnswerLimitBytes: 1_000 }
  const client = createSubgraphClient({ name: 'city', url, limits: { ...defaults, ...limits } })
  closing.push(() => client.destroy())
  return client
}

function ask(client: SubgraphClient, signal = never) {
  const headers = ['x-request-id', 'request-of-a-test']
  return client.ask({ body: '{"query":"{ a }"}', entities: undefined, isChange: false, headers, signal })
}

/** A client of a subgraph that answers so. */
async function subgraphWith(listener: RequestListener, limits = {}): Promise<SubgraphClient> {
  return clientOf(await listening(createHttpServer(listener), 'http'), limits)
}

/** Where every connection is taken, and TLS never begun. */
function silentTls(): Promise<URL> {
  return listening(createServer(), 'https')
}

describe('A request to a subgraph of the hub', () => {
  test('is a POST to the whole of its address, with what it says and what was given for it', async () => {
    const seen: unknown[] = []
    const client = await subgraphWith(async (request, response) => {
      const body = (await request.toArray()).join('')
      const { 'content-type': type, 'content-length': length, 'x-request-id': id } = request.headers
      seen.push([request.method, request.url, type, Number(length), id, body])
      response.end('{"data":{"a":1}}')
    })
    expect(await ask(client)).toEqual({ data: { a: 1 } })
    const sent = ['application/json', 17, 'request-of-a-test', '{"query":"{ a }"}']
    expect(seen).toEqual([['POST', '/graphql?of=it', ...sent]])
  })

  test('gets an answer whole that comes in parts which split a letter', async () => {
    const bytes = Buffer.from('{"data":{"a":"Straße nach Gérardmer 🚲"}}')
    const client = await subgraphWith(async (_request, response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    })
    expect(await ask(client)).toEqual({ data: { a: 'Straße nach Gérardmer 🚲' } })
  })

  test('takes an answer as long as the limit, and no byte more', async () => {
    const text = JSON.stringify({ data: { a: 'ä'.repeat(20) } })
    const answer: RequestListener = (_request, response) => void response.end(text)
    const length = Buffer.byteLength(text)
    const just = await subgraphWith(answer, { subgraphAnswerLimitBytes: length })
    const over = await subgraphWith(answer, { subgraphAnswerLimitBytes: length - 1 })

    expect(await ask(just)).toEqual({ data: { a: 'ä'.repeat(20) } })
    await expect(ask(over)).rejects.toMatchObject({ code: 'SUBGRAPH_INVALID_ANSWER' })
  })

  test('whose answer is too long ends its connection, and the next one gets another', async () => {
    let long = true
    const ended: Promise<unknown>[] = []
    const client = await subgraphWith((_request, response) => {
      ended.push(once(response, 'close'))
      // Without an end: what is too long is not read on.
      if (long) response.write(`{"data":{"a":"${'x'.repeat(2_000)}`)
      else response.end('{"data":{"a":1}}')
    })
    await expect(ask(client)).rejects.toMatchObject({ code: 'SUBGRAPH_INVALID_ANSWER' })
    await ended[0]
    long = false
    expect(await ask(client)).toEqual({ data: { a: 1 } })
  })

  test('ends in time although a connection is being made without end', async () => {
    const client = clientOf(await silentTls(), { subgraphTimeoutMs: 100 })
    await expect(ask(client)).rejects.toMatchObject({ ...unavailable, cause: { name: 'TimeoutError' } })
  })

  test('ends when nobody waits for it, also while a connection is being made', async () => {
    const client = clientOf(await silentTls())
    const gone = new AbortController()
    const asked = expect(ask(client, gone.signal)).rejects.toMatchObject(unavailable)
    gone.abort()
    await asked
    await expect(ask(client, gone.signal)).rejects.toMatchObject(unavailable)
  })

  test('is not sent any more when its connection is there after it has ended', async () => {
    const seen: string[] = []
    const client = await subgraphWith((request, response) => {
      seen.push(String(request.headers['x-request-id']))
      response.end('{"data":{"a":1}}')
    })
    const gone = new AbortController()
    const asked = expect(ask(client, gone.signal)).rejects.toMatchObject(unavailable)
    gone.abort()
    await asked
    expect(await ask(client)).toEqual({ data: { a: 1 } })
    expect(seen).toHaveLength(1)
  })

  test('leaves nothing on the signal it was given', async () => {
    const client = await subgraphWith((_request, response) => void response.end('{"data":{"a":1}}'))
    const { signal } = new AbortController()
    const listeners = { added: 0, removed: 0 }
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners.added++
      add(...args)
    }
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners.removed++
      remove(...args)
    }
    for (let time = 0; time < 3; time++) await ask(client, signal)
    expect(listeners).toEqual({ added: 3, removed: 3 })
  })
})
