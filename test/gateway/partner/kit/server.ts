import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface SeenRequest {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** A partner's HTTP server, whose answers a test chooses. */
export interface PartnerServer {
  url: string
  port: number
  /** What it was asked, oldest first. */
  seen: SeenRequest[]
  /** Connections that were made to it. */
  connections(): number
  answerWith(listener: RequestListener): void
  close(): Promise<void>
}

/** @param port a free one if not given, such as that of a server that was there before */
export async function startPartnerServer(answer: RequestListener, port = 0): Promise<PartnerServer> {
  const seen: SeenRequest[] = []
  let listener = answer
  let connections = 0
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    try {
      seen.push({ method, path: url, headers, body: await text(request) })
    } catch {
      // The gateway has gone away in the middle of its request.
      return
    }
    listener(request, response)
  })
  server.on('connection', () => connections++)
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}/graphql`,
    port: taken,
    seen,
    connections: () => connections,
    answerWith: (other) => {
      listener = other
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Answers with that status, text and headers. */
export function saying(
  body: string | object,
  status = 200,
  headers: Record<string, string> = {},
): RequestListener {
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  return (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent)
}

/** Takes the request and never answers. */
export const silent: RequestListener = () => {}
