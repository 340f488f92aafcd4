import { anonymous } from '../platform/caller/caller.js'
import type { Gateway, GatewayOptions } from './app.js'
import { ownContext } from './context.js'
import { createGraphServer } from './http/graph-server.js'
import { legacyStatusCodes } from './http/status-codes.js'
import { createPlanner } from './planning/planner.js'
import { createApollo } from './server/apollo.js'
import { createSharing } from './sharing/sharing.js'
import { createPlainSources } from './subgraphs/plain-sources.js'
import { buildGeneration } from './supergraph/build-generation.js'
import { onlyRelease } from './supergraph/editions.js'
import { createGenerations } from './supergraph/generations.js'
import { createSupergraphs } from './supergraph/supergraphs.js'

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
  const { limits } = config.gateway
  const sharing = config.gateway.sharing ? createSharing(() => new Date()) : undefined
  const sources = createPlainSources(config, sharing)
  const planner = createPlanner({ bounds: config.planning, logger })
  const supergraphs = createSupergraphs(planner)
  const generations = createGenerations({
    logger,
    build: (edition, textOf) =>
      buildGeneration(edition, textOf, {
        supergraphs,
        sources,
        sharing,
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
  const recognize = async () => ({ caller: anonymous, forget: () => {} })
  const server = await createGraphServer(config, { enter: generations.enter, recognize }, logger)
  return {
    server,
    close: async () => {
      await server.close()
      await generations.close()
      await planner.close()
    },
  }
}
