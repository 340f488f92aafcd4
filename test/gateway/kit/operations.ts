import { ApolloServer, type ApolloServerOptions, HeaderMap } from '@apollo/server'
import { type GatewayContext, ownContext } from '../../../gateway/context.js'
import { anonymous, type Caller } from '../../../platform/caller/caller.js'
import { createLogger } from '../../../platform/telemetry/logger.js'

const typeDefs = `
  enum Kind { PARK GARDEN }
  interface Named { name: String }
  type District implements Named { id: ID! name: String beds(first: Int, kind: Kind, near: [Float!]): [Bed!] }
  type Bed implements Named { name: String soil: String }
  type Query { district(id: ID): District named: [Named] search(text: String): [Bed] }
  type Mutation { water(bed: ID): Boolean }
`
const resolvers = {
  Query: {
    district: () => ({ id: '1', name: 'Mitte', beds: [{ name: 'Rosen', soil: 'Sand' }] }),
    named: () => [{ __typename: 'District', name: 'Mitte' }],
    search: () => [],
  },
  Mutation: { water: () => true },
}

/** Lines that were logged, and a logger for them. */
export function loggerTo(lines: Record<string, unknown>[]) {
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
  return createLogger({ level: 'debug', format: 'json' }, 'gateway', destination)
}

export const context: GatewayContext = ownContext(loggerTo([]))

export interface Asked {
  method?: 'GET' | 'POST'
  body?: object
  search?: Record<string, string>
  caller?: Caller
  more?: Partial<GatewayContext>
}

export interface SmallGraph {
  ask(asked: Asked): Promise<{ status: number; body: Record<string, never> }>
  stop(): Promise<void>
}

/** A small graph behind a real Apollo Server, with what a test puts into it. */
export async function startGraph(options: Partial<ApolloServerOptions<GatewayContext>>): Promise<SmallGraph> {
  const server = new ApolloServer<GatewayContext>({
    typeDefs,
    resolvers,
    logger: loggerTo([]),
    persistedQueries: false,
    ...options,
  } as ApolloServerOptions<GatewayContext>)
  await server.start()
  return {
    ask: async ({ method = 'POST', body, search = {}, caller = anonymous, more = {} }) => {
      const { status = 200, body: answer } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method,
          headers: new HeaderMap([
            ['content-type', 'application/json'],
            ['accept', 'application/json'],
          ]),
          search: method === 'GET' ? `?${new URLSearchParams(search)}` : '',
          body,
        },
        context: async () => ({ ...context, caller, ...more }),
      })
      if (answer.kind !== 'complete') throw new TypeError('It answers in one piece')
      return { status, body: JSON.parse(answer.string) }
    },
    stop: () => server.stop(),
  }
}
