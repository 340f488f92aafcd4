import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, graphql, parse } from 'graphql'

/** A host on which any number of subgraphs are served, each under a path of its own. */
export interface PartnerHost {
  /** Where the subgraph of this name is served. */
  urlOf(name: string): string
  /** Serves this schema under the name from now on. */
  serve(name: string, sdl: string): void
  /** Shows a token as proof of the host. */
  show(token: string): void
  /** How often each name was asked. */
  asked: Map<string, number>
  close(): Promise<void>
}

export async function startPartnerHost(): Promise<PartnerHost> {
  const schemas = new Map<string, GraphQLSchema>()
  const tokens: string[] = []
  const asked = new Map<string, number>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://partner')
    if (pathname === '/.well-known/bindeglied-subgraph') {
      response.setHeader('content-type', 'text/plain').end(`${tokens.join('\n')}\n`)
      return
    }
    const name = pathname.slice(1)
    const schema = schemas.get(name)
    if (schema === undefined) {
      response.writeHead(404).end()
      return
    }
    asked.set(name, (asked.get(name) ?? 0) + 1)
    const { query, variables } = (await json(request)) as {
      query: string
      variables?: Record<string, unknown>
    }
    const result = await graphql({ schema, source: query, variableValues: variables })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    urlOf: (name) => `${origin}/${name}`,
    serve: (name, sdl) => schemas.set(name, buildSubgraphSchema([{ typeDefs: parse(sdl) }])),
    show: (token) => tokens.push(token),
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
