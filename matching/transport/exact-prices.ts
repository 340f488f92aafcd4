import type { Circulation } from './circulation.js'
import type { Network } from './network.js'
import { NodeQueue } from './node-queue.js'

/**
 * Whole potentials, not times the scale, with which no arc that can carry more has a negative reduced cost: they prove that
 * the flow is optimal. They are sought from those of the last phase, rounded, by shortest paths (Bellman and Ford).
 *
 * @param passes looks at so many times the number of nodes before it gives up
 * @returns null if they were not found
 */
export function exactPotentials(circulation: Circulation, passes: number): Float64Array | null {
  const { network, residual } = circulation
  const { nodes, first, to, cost, scale } = network
  const exact = wholePotentials(circulation)
  const waiting = new NodeQueue(nodes)
  for (let node = 0; node < nodes; node++) waiting.add(node)
  for (let looks = 0; waiting.length > 0; looks++) {
    if (looks > passes * nodes) return null
    const node = waiting.take()
    const end = first[node + 1] as number
    for (let arc = first[node] as number; arc < end; arc++) {
      if (residual[arc] === 0) continue
      const head = to[arc] as number
      const reachable = (exact[node] as number) + (cost[arc] as number) / scale
      if (reachable >= (exact[head] as number)) continue
      exact[head] = reachable
      waiting.add(head)
    }
  }
  return exact
}

/** Those of the last phase, not times the scale, rounded. */
export function wholePotentials({ network, potential }: Circulation): Float64Array {
  return potential.map((scaled) => Math.floor(scaled / network.scale))
}

/** Of each source, so many in all: what a unit more of it would be worth, from whole potentials. */
export function pricesOf({ nodes, first }: Network, potentials: Float64Array, sources: number): Float64Array {
  const root = potentials[nodes - 1] as number
  return potentials.slice(0, sources).map((potential, source) => {
    const isOfUse = first[source] !== first[source + 1]
    return isOfUse ? Math.max(0, potential - root) : 0
  })
}
