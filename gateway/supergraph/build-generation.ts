import type { Edition } from '../../platform/registry/release.js'
import type { GatewayContext } from '../context.js'
import type { Sharing } from '../sharing/sharing.js'
import type { OpenSources, SubgraphSources } from '../subgraphs/sources.js'
import { targetsOf } from './editions.js'
import { createGeneration, type Generation, type ServerOver } from './generation.js'
import type { TextOf } from './generations.js'
import type { Supergraphs } from './supergraphs.js'
import { type BusyOperation, warmUp } from './warm-up.js'

/** How many operations a generation knows before it serves. */
const warmedOperations = 50

export interface BuildOptions {
  supergraphs: Supergraphs
  sources: Pick<SubgraphSources, 'open'>
  /** How equal requests are made one; undefined where they are not. */
  sharing?: Sharing | undefined
  serverOver: ServerOver
  /** The operations clients send most, the most frequent first. */
  busiest: (count: number) => readonly BusyOperation[]
  /** For what a generation does by itself. */
  context: GatewayContext
  /** Whether a subgraph is the hub's own. */
  isOwn: (name: string) => boolean
}

/**
 * Builds and warms a generation. Where another one has the same supergraph, they share it.
 *
 * @throws HubError SCHEMA_INVALID, CONFIG_INVALID, ThreadFailure, and what `textOf` throws
 */
export async function buildGeneration(
  edition: Edition,
  textOf: TextOf,
  { supergraphs, sources, sharing, serverOver, busiest, context, isOwn }: BuildOptions,
): Promise<Generation> {
  const supergraph = await supergraphs.hold(edition.supergraph, textOf)
  const release = () => supergraphs.release(supergraph.hash)
  let open: OpenSources | undefined
  try {
    open = sources.open(targetsOf(supergraph, edition, isOwn))
    const generation = await createGeneration({ supergraph, release, sources: open, sharing, serverOver })
    await warmUp(generation.apollo, busiest(warmedOperations), context)
    return generation
  } catch (error) {
    await open?.close()
    await release()
    throw error
  }
}
