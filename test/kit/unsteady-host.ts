import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Answer = (response: ServerResponse, body: { variables?: { representations?: unknown[] } }) => void

/** What can become of a subgraph's host, as answers to requests of its graph. */
export const faults = {
  hangs: () => {},
  'drips bytes': (response) => {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write(' '), 200)
    response.on('close', () => clearInterval(timer))
  },
  'sends 200 MB': (response) => {
    response.writeHead(200, json)
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    let left = 200
    const send = () => {
      while (left-- > 0) if (!response.write(chunk)) return void response.once('drain', send)
      response.end()
    }
    send()
  },
  'sends what is no JSON': (response) => respond(response, '<h1>Wartungsarbeiten</h1>'),
  'sends wrong types': (response, { variables }) =>
    respond(response, entities(variables?.representations?.map(() => ({ repairCafes: 'none' })))),
  'sends too few entities': (response) => respond(response, entities([])),
  'answers with status 500': (response) => respond(response, '', 500),
  'breaks off': (response) => void response.destroy(),
} satisfies Record<string, Answer>

export type Fault = keyof typeof faults

/** A host in front of a subgraph, over real HTTP: it passes requests on until it is made to fail. */
export interface UnsteadyHost {
  /** Of the graph. */
  url: string
  /** Requests of the graph so far. */
  asked(): number
  /** Answers each request of the graph in its way until it is called with nothing. */
  fail(answer?: Answer): void
  /** Listens no more, until it is started again in the same place. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** @param behind address of the graph it passes requests on to */
export async function startUnsteadyHost(behind: string): Promise<UnsteadyHost> {
  let fault: Answer | undefined
  let asked = 0
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(incoming)
    if (incoming.url === '/graphql') {
      asked++
      if (fault) return fault(response, JSON.parse(body.toString()))
    }
    passOn(incoming, body, new URL(incoming.url ?? '', behind), response)
  }
  let server = createServer(answer)
  const { port } = await listen(server, 0)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((stopped) => server.close(stopped))
  }
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    asked: () => asked,
    fail: (next) => {
      fault = next
    },
    stop,
    start: async () => {
      server = createServer(answer)
      await listen(server, port)
    },
    close: stop,
  }
}

const json = { 'content-type': 'application/json' }

function respond(response: ServerResponse, text: string, status = 200): void {
  response.writeHead(status, json).end(text)
}

function entities(list: unknown[] = []): string {
  return JSON.stringify({ data: { _entities: list } })
}

function passOn(
  { method, headers }: IncomingMessage,
  body: Buffer,
  target: URL,
  response: ServerResponse,
): void {
  const onward = request(target, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  onward.end(body)
}

async function listen(server: Server, port: number): Promise<AddressInfo> {
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return server.address() as AddressInfo
}
