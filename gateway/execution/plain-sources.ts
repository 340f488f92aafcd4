import type { Config } from '../../platform/config/config.js'
import { subgraphAddress } from '../supergraph/routing.js'
import { createSubgraphClient } from './subgraph-client.js'
import { createSubgraphSource } from './subgraph-source.js'
import type { SubgraphSources } from './subgraph-sources.js'

/** Subgraphs at the addresses their supergraph has for them, who are told nothing of who asks. */
export function createPlainSources({ gateway }: Pick<Config, 'gateway'>): Pick<SubgraphSources, 'open'> {
  return {
    open: (targets) => {
      const clients = targets.map((target) =>
        createSubgraphClient({
          name: target.name,
          url: subgraphAddress(target, {}),
          timeoutMs: gateway.subgraphTimeoutMs,
          changeTimeoutMs: gateway.changeTimeoutMs,
          answerLimitBytes: gateway.subgraphAnswerLimitBytes,
        }),
      )
      const sources = new Map(
        targets.map(({ name }, index) => [
          name,
          createSubgraphSource(name, clients[index] as (typeof clients)[number], null),
        ]),
      )
      return {
        sourceOf: (name) => {
          const source = sources.get(name)
          if (source === undefined) throw new TypeError(`The supergraph has no subgraph "${name}"`)
          return source
        },
        close: async () => {
          await Promise.all(clients.map((client) => client.close()))
        },
      }
    },
  }
}
