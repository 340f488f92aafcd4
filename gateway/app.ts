import type { ApolloServer } from '@apollo/server'
import type { FastifyInstance } from 'fastify'
import { createCallerSigner } from '../platform/caller/token.js'
import type { Config } from '../platform/config/config.js'
import { HubError, messageOf } from '../platform/errors/hub-error.js'
import { createServer } from '../platform/http/server.js'
import type { Logger } from '../platform/telemetry/logger.js'
import { forgetWriters } from './caller/forget-writers.js'
import { createRecognition } from './caller/recognition.js'
import { type CallerTokens, createCallerTokens } from './caller/tokens.js'
import type { GatewayContext } from './context.js'
import { createApollo } from './execution/apollo.js'
import { createSubgraphSources } from './execution/subgraph-sources.js'
import { answerFailures } from './http/failure-body.js'
import { addGraphiql } from './http/graphiql.js'
import { addGraphqlRoute, type Graph } from './http/graphql.js'
import { addProxies } from './http/proxy.js'
import { secure } from './http/security.js'
import { addStartPage } from './http/start-page.js'
import { legacyStatusCodes } from './http/status-codes.js'
import { loadSupergraph } from './supergraph/load.js'

export interface GatewayOptions {
  config: Config
  /** The supergraph as SDL text. */
  supergraph: string
  logger: Logger
  clock: () => Date
}

export interface Gateway {
  /** Not listening yet. */
  server: FastifyInstance
  /** Stops taking requests, lets running ones end, then ends everything the gateway holds. */
  close(): Promise<void>
}

/**
 * Builds the gateway: the graph of a supergraph over HTTP, with its pages. Asks no subgraph for it, and follows who is
 * signed in from when it listens.
 *
 * @throws HubError CONFIG_INVALID without a usable caller key, a subgraph's address, or addresses of proxies,
 *   SCHEMA_INVALID if the supergraph cannot be used
 */
export async function createGateway({ config, supergraph, logger, clock }: GatewayOptions): Promise<Gateway> {
  const tokenFor = createCallerTokens(await createCallerSigner(config.caller.privateKey), clock)
  const sources = createSubgraphSources(config, tokenFor)
  const gateway = loadSupergraph({ supergraph, sourceOf: sources.sourceOf, logger })
  const { limits } = config.gateway
  const apollo = createApollo({ gateway, limits, logger, plugins: [legacyStatusCodes, forgetWriters] })
  await start(apollo)
  const recognition = createRecognition({ config, tokenFor, logger, clock })
  const server = await createHttp(config, { apollo, recognize: recognition.recognize }, tokenFor, logger)
  server.addHook('onListen', async () => recognition.follow())
  return {
    server,
    close: async () => {
      // In this order: a request that still runs needs Apollo, and Apollo the connections.
      await server.close()
      await apollo.stop()
      await recognition.close()
      await sources.close()
    },
  }
}

async function start(apollo: ApolloServer<GatewayContext>): Promise<void> {
  try {
    await apollo.start()
  } catch (error) {
    if (error instanceof HubError) throw error
    throw new HubError('SCHEMA_INVALID', `The supergraph cannot be used: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

async function createHttp(
  { gateway, subgraphs, trustedProxies }: Config,
  graph: Graph,
  tokenFor: CallerTokens,
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
  await addProxies(server, {
    subgraphs,
    tokenFor,
    recognize: graph.recognize,
    timeoutMs: gateway.subgraphTimeoutMs,
  })
  addGraphiql(server)
  addStartPage(server)
  return server
}
