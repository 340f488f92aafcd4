import { Buckets } from './buckets.js'
import type { Network } from './network.js'
import { NodeQueue } from './node-queue.js'

/** How many times closer to the optimum each phase comes. */
export const step = 12

/** What flows in a network, with what the search knows of it. */
export interface Circulation {
  network: Network
  /** Of each arc: how much more it can carry. What flows forward is what can flow back. */
  residual: Float64Array
  /** Of each node: what comes in and does not go out; all 0 after a phase. */
  excess: Float64Array
  /**
   * Of each node: its dual value. The reduced cost of an arc is cost + potential of its tail - potential of its head. After
   * a phase it is at least -epsilon for each arc that can carry more.
   */
  potential: Float64Array
  /** Of each node: the arcs before this one are known to lead nowhere. */
  current: Int32Array
  /** Nodes of positive excess. */
  active: NodeQueue
  /** For distances in units of epsilon, which come to at most `step` + 1 for each node of a path. */
  buckets: Buckets
}

/** Nothing flows, and all potentials are 0. */
export function emptyCirculation(network: Network): Circulation {
  const { nodes, capacity } = network
  return {
    network,
    residual: capacity.slice(),
    excess: new Float64Array(nodes),
    potential: new Float64Array(nodes),
    current: new Int32Array(nodes),
    active: new NodeQueue(nodes),
    buckets: new Buckets(nodes, (step + 2) * nodes),
  }
}

/** Of each arc of the problem, so many in all: what flows along it. */
export function flowOf({ network, residual }: Circulation, arcs: number): Float64Array {
  const flow = new Float64Array(arcs)
  for (let at = 0; at < network.useful.length; at++) {
    const backward = network.reverse[network.forward[at] as number] as number
    flow[network.useful[at] as number] = (residual[backward] as number) * network.unit
  }
  return flow
}
