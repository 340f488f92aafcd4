import type { Planner } from '../planning/planner.js'
import { createReferenceCounted } from '../subgraphs/reference-counted.js'
import type { TextOf } from './generations.js'
import { type LoadedSupergraph, loadSupergraph } from './supergraph.js'

/** The supergraphs in use, each loaded once for all generations that have it. */
export interface Supergraphs {
  /** @throws HubError SCHEMA_INVALID, ThreadFailure, and what `textOf` throws; then nothing is held */
  hold(hash: string, textOf: TextOf): Promise<LoadedSupergraph>
  /** To be called once for each that was held. */
  release(hash: string): Promise<void>
}

export function createSupergraphs(planner: Planner): Supergraphs {
  const held = createReferenceCounted<Promise<LoadedSupergraph>>()
  return {
    hold: async (hash, textOf) => {
      try {
        return await held.hold(hash, async () => loadSupergraph(await textOf(hash), planner))
      } catch (error) {
        held.release(hash)
        throw error
      }
    },
    release: async (hash) => {
      const unused = await held.release(hash)
      await unused?.close()
    },
  }
}
