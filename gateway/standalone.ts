import { anonymous } from '../platform/caller/caller.js'
import { createServer } from '../platform/http/server.js'
import type { Gateway, GatewayOptions } from './app.js'
import { ownContext } from './context.js'
import { createApollo } from './execution/apollo.js'
import { createPlainSources } from './execution/plain-sources.js'
import { answerFailures } from './http/failure-body.js'
import { addGraphiql } from './http/graphiql.js'
import { addGraphqlRoute } from './http/graphql.js'
import { secure } from './http/security.js'
import { legacyStatusCodes } from './http/status-codes.js'
import { buildGeneration } from './supergraph/build-generation.js'
import { onlyRelease } from './supergraph/editions.js'
import { createGenerations } from './supergraph/generations.js'

/**
 * Builds a gateway over any supergraph, for conformance suites and for trying things out: no registry, no identity, no
 * services. Everybody is nobody, and subgraphs are asked where the supergraph says, without a signature.
 *
 * @throws HubError SCHEMA_INVALID if the supergraph cannot be used, CONFIG_INVALID without a subgraph's address
 */
export async function createStandaloneGateway({
  config,
  supergraph,
  logger,
}: Pick<GatewayOptions, 'config' | 'supergraph' | 'logger'>): Promise<Gateway> {
  const { bodyLimitBytes, requestTimeoutMs, corsOrigins, limits } = config.gateway
  const sources = createPlainSources(config)
  const generations = createGenerations({
    logger,
    build: (edition, textOf, known) =>
      buildGeneration(edition, textOf, known, {
        sources,
        serverOver: (gateway, { weights }) =>
          createApollo({
            gateway,
            limits,
            weights,
            persistedQueries: false,
            logger,
            plugins: [legacyStatusCodes],
          }),
        busiest: () => [],
        context: ownContext(logger),
        isOwn: () => true,
      }),
  })
  await generations.adopt(onlyRelease(supergraph), async () => supergraph)
  const server = createServer({
    logger,
    bodyLimitBytes,
    requestTimeoutMs,
    trustedProxies: config.trustedProxies,
    ready: async () => ({ ok: true }),
  })
  await secure(server, corsOrigins)
  answerFailures(server)
  addGraphqlRoute(server, {
    enter: generations.enter,
    recognize: async () => ({ caller: anonymous, forget: () => {} }),
  })
  addGraphiql(server)
  return {
    server,
    close: async () => {
      await server.close()
      await generations.close()
    },
  }
}
