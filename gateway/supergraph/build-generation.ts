import type { Edition } from '../../platform/registry/release.js'
import type { GatewayContext } from '../context.js'
import type { SubgraphSources } from '../subgraphs/sources.js'
import { targetsOf } from './editions.js'
import { createGeneration, type Generation, type ServerOver } from './generation.js'
import type { TextOf } from './generations.js'
import { loadSupergraph } from './supergraph.js'
import { type BusyOperation, warmUp } from './warm-up.js'

/** How many operations a generation knows before it serves. */
const warmedOperations = 50

export interface BuildOptions {
  sources: Pick<SubgraphSources, 'open'>
  serverOver: ServerOver
  /** The operations clients send most, the most frequent first. */
  busiest: (count: number) => readonly BusyOperation[]
  /** For what a generation does by itself. */
  context: GatewayContext
  /** Whether a subgraph is the hub's own. */
  isOwn: (name: string) => boolean
}

/**
 * Builds and warms a generation. Where one that serves has the same supergraph, its parts and plans are used again:
 * then only the terms of partners are new.
 *
 * @throws HubError SCHEMA_INVALID, CONFIG_INVALID, and what `textOf` throws
 */
export async function buildGeneration(
  edition: Edition,
  textOf: TextOf,
  known: readonly Generation[],
  { sources, serverOver, busiest, context, isOwn }: BuildOptions,
): Promise<Generation> {
  const same = known.find(({ supergraph }) => supergraph.hash === edition.supergraph)
  const supergraph = same?.supergraph ?? (await loadSupergraph(await textOf(edition.supergraph)))
  const open = sources.open(targetsOf(supergraph, edition, isOwn))
  try {
    const generation = await createGeneration({ supergraph, sources: open, serverOver })
    await warmUp(generation.apollo, busiest(warmedOperations), context)
    return generation
  } catch (error) {
    await open.close()
    throw error
  }
}
