import type { Config } from '../../platform/config/config.js'
import type { Sharing } from '../sharing/sharing.js'
import { subgraphAddress } from '../supergraph/routing.js'
import { createSubgraphClient } from './own-client.js'
import { createOwnSource } from './own-source.js'
import { sharedSource } from './shared-source.js'
import { type SubgraphSources, sourceOf } from './sources.js'

/** Subgraphs at the addresses their supergraph has for them, who are told nothing of who asks. */
export function createPlainSources(
  { gateway }: Pick<Config, 'gateway'>,
  sharing: Sharing | undefined,
): Pick<SubgraphSources, 'open'> {
  return {
    open: (targets) => {
      const clients = new Map(
        targets.map((target) => {
          const url = subgraphAddress(target, {})
          return [target.name, createSubgraphClient({ name: target.name, url, limits: gateway })]
        }),
      )
      const sources = new Map(
        [...clients].map(([name, client]) => {
          const source = createOwnSource(name, client, null)
          return [name, sharedSource(source, () => null, sharing)]
        }),
      )
      return {
        sourceOf: (name) => sourceOf(sources, name),
        close: async () => {
          await Promise.all([...clients.values()].map((client) => client.close()))
        },
      }
    },
  }
}
