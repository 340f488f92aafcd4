import { ApolloGateway, type GraphQLDataSource, type ServiceEndpointDefinition } from '@apollo/gateway'
import type { Logger } from '../../platform/telemetry/logger.js'

export interface SupergraphOptions {
  /** The supergraph as SDL text. */
  supergraph: string
  /** Who asks a subgraph on the gateway's behalf. */
  sourceOf: (subgraph: ServiceEndpointDefinition) => GraphQLDataSource
  logger: Logger
}

/** Makes the planner and executor of a supergraph. Asks no subgraph, so it works while all of them are down. */
export function loadSupergraph({ supergraph, sourceOf, logger }: SupergraphOptions): ApolloGateway {
  // @apollo/gateway reports its use to its vendor from here on, and this variable is the only way to refuse.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true'
  return new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: sourceOf,
    serviceHealthCheck: false,
    validateSupergraph: true,
    // Query plans name subgraphs and their operations; outside production the package gives them to anybody.
    __exposeQueryPlanExperimental: false,
    logger: {
      // What it has to say of an ordinary start is of no use to who runs a hub.
      info: (message) => logger.debug(message),
      debug: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
  })
}
