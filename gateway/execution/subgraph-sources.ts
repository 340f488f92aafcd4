import type { GraphQLDataSource, ServiceEndpointDefinition } from '@apollo/gateway'
import type { Config } from '../../platform/config/config.js'
import type { CallerTokens } from '../caller/tokens.js'
import { subgraphAddress } from '../supergraph/routing.js'
import { createSubgraphClient, type SubgraphClient } from './subgraph-client.js'
import { createSubgraphSource } from './subgraph-source.js'

export interface SubgraphSources {
  /** @throws HubError CONFIG_INVALID if the subgraph has no usable address */
  sourceOf(subgraph: ServiceEndpointDefinition): GraphQLDataSource
  /** Ends the connections to all subgraphs. */
  close(): Promise<void>
}

/** The subgraphs of a supergraph as the executor asks them, each over a client of its own. */
export function createSubgraphSources(
  { gateway, subgraphs }: Pick<Config, 'gateway' | 'subgraphs'>,
  tokenFor: CallerTokens,
): SubgraphSources {
  const clients: SubgraphClient[] = []
  return {
    sourceOf: (subgraph) => {
      const client = createSubgraphClient({
        name: subgraph.name,
        url: subgraphAddress(subgraph, subgraphs),
        timeoutMs: gateway.subgraphTimeoutMs,
        changeTimeoutMs: gateway.changeTimeoutMs,
        answerLimitBytes: gateway.subgraphAnswerLimitBytes,
      })
      clients.push(client)
      return createSubgraphSource(subgraph.name, client, tokenFor)
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()))
    },
  }
}
