import type { ApolloServer } from '@apollo/server'
import type { GatewayInterface } from '@apollo/server-gateway-interface'
import type { GatewayContext } from '../context.js'
import { createExecutor } from '../execution/executor.js'
import { sharedExecutor } from '../execution/sharing.js'
import type { Sharing } from '../sharing/sharing.js'
import type { OpenSources } from '../subgraphs/sources.js'
import type { LoadedSupergraph } from './supergraph.js'

/** A supergraph at work: its server, its plans, its subgraphs' clients. Nothing of it changes; what changes is a new one. */
export interface Generation {
  supergraph: LoadedSupergraph
  apollo: ApolloServer<GatewayContext>
  /** Begins a request. @returns ends it; to be called once */
  enter(): () => void
  /** To be called once nobody will enter any more. @returns when the last request has left and everything is let go of */
  retire(): Promise<void>
}

/** Builds a server over the gateway's part of a supergraph. */
export type ServerOver = (
  gateway: GatewayInterface,
  supergraph: Pick<LoadedSupergraph, 'weights'>,
) => ApolloServer<GatewayContext>

export interface GenerationParts {
  supergraph: LoadedSupergraph
  /** Called once the generation has no use for it any more. */
  release: () => Promise<void>
  sources: OpenSources
  /** How equal requests are made one; undefined where they are not. */
  sharing?: Sharing | undefined
  serverOver: ServerOver
}

/** Builds a generation, ready to be entered. Asks no subgraph. */
export async function createGeneration({
  supergraph,
  release,
  sources,
  sharing,
  serverOver,
}: GenerationParts): Promise<Generation> {
  const apollo = serverOver(gatewayOf(supergraph, sources, sharing), supergraph)
  await apollo.start()
  let running = 0
  let idle: (() => void) | undefined
  return {
    supergraph,
    apollo,
    enter: () => {
      running++
      return () => {
        running--
        if (running === 0) idle?.()
      }
    },
    retire: async () => {
      if (running > 0) await new Promise<void>((resolve) => (idle = resolve))
      // In this order: what still runs in Apollo needs the connections.
      await apollo.stop()
      await sources.close()
      await release()
    },
  }
}

/** A supergraph as Apollo Server takes one; it never changes. */
function gatewayOf(
  supergraph: LoadedSupergraph,
  sources: OpenSources,
  sharing: Sharing | undefined,
): GatewayInterface {
  const byName = Object.fromEntries(supergraph.subgraphs.map(({ name }) => [name, sources.sourceOf(name)]))
  const executor = sharedExecutor(createExecutor(supergraph, byName), sharing)
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: supergraph.schema, coreSupergraphSdl: '' })
      return () => {}
    },
    load: async () => ({ executor }),
    stop: async () => {},
  }
}
