import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { graphql, parse } from 'graphql'

export const token = 'bindeglied-subgraph-0123456789'
export const proofPath = '/.well-known/bindeglied-subgraph'

export const cafeSdl = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@shareable"])

# The smallest that is one.
type Query {
  "One of them."
  cafe(id: ID!): Cafe
}

"A repair café (Beispiel)."
type Cafe @key(fields: "id") {
  id: ID!
  "How it is called."
  name: String
}

extend type District @key(fields: "id") {
  id: ID!
  "Repair cafés in it."
  cafes(first: Int = 20): [Cafe!]
}
`

type Resolvers = Record<string, Record<string, unknown>>

export interface PartnerOptions {
  sdl?: string
  /** What it says of itself, if that is something else. */
  said?: string
  resolvers?: Resolvers
  /** Does something else with a request; false: as usual. */
  instead?: (request: IncomingMessage, response: ServerResponse, body: string) => boolean | Promise<boolean>
}

export interface Partner {
  url: string
  /** Method, path and body of each request. */
  asked: { path: string; body: string; headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

const nobody: Resolvers = {
  Cafe: { __resolveReference: () => null },
  District: {
    __resolveReference: ({ id }: { id: string }) => ({ __typename: 'District', id }),
    cafes: () => [],
  },
}

/** A real subgraph on a port of its own. */
export async function startPartner(options: PartnerOptions = {}): Promise<Partner> {
  const { sdl = cafeSdl, said, resolvers = nobody, instead } = options
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }])
  const asked: Partner['asked'] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const path = request.url ?? ''
    asked.push({ path, body, headers: request.headers })
    if (await instead?.(request, response, body)) return
    if (path === proofPath) {
      response.end(`# Bindeglied\r\n${token}\n`)
      return
    }
    const { query, variables } = JSON.parse(body)
    const result =
      said !== undefined && query.includes('_service')
        ? { data: { _service: { sdl: said } } }
        : await graphql({ schema, source: query, variableValues: variables, contextValue: {} })
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${portOf(server)}/graphql`, asked, close: () => closed(server) }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
