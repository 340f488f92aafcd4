import type { FastifyInstance } from 'fastify'
import type { Config } from '../../platform/config/config.js'
import { createServer } from '../../platform/http/server.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import { answerFailures } from './failure-body.js'
import { addGraphiql } from './graphiql.js'
import { addGraphqlRoute, type Graph } from './graphql.js'
import { secure } from './security.js'

/** A server with a graph and GraphiQL on it, that does not listen yet. */
export async function createGraphServer(
  { gateway, trustedProxies }: Pick<Config, 'gateway' | 'trustedProxies'>,
  graph: Graph,
  logger: Logger,
): Promise<FastifyInstance> {
  const server = createServer({
    logger,
    bodyLimitBytes: gateway.bodyLimitBytes,
    requestTimeoutMs: gateway.requestTimeoutMs,
    trustedProxies,
    // Built means started. A subgraph that is down costs its own fields, so the gateway is ready without it.
    ready: async () => ({ ok: true }),
  })
  await secure(server, gateway.corsOrigins)
  answerFailures(server)
  addGraphqlRoute(server, graph)
  addGraphiql(server)
  return server
}
