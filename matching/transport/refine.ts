import type { Circulation } from './circulation.js'
import type { Interruption, Watch } from './limits.js'
import { lowerPotentials } from './lower-potentials.js'

/** Arcs a path has at most before what is at its beginning is sent along it. */
const longestPath = 4
/** After so many relabels for each node, all potentials are lowered at once. */
const relabelsOfANode = 3
const pathsBetweenLooks = 1024

/** A path that excess is sent along: its nodes, and the arcs between them. */
interface Path {
  nodes: Int32Array
  arcs: Int32Array
  length: number
}

/**
 * Makes a flow that is optimal to within epsilon: no arc that can carry more has a reduced cost below -epsilon.
 *
 * Cost scaling: A. V. Goldberg and R. E. Tarjan, Finding minimum-cost circulations by successive approximation,
 * Mathematics of Operations Research 15 (1990). Excess goes along short paths of arcs of negative reduced cost, as in
 * A. V. Goldberg, The partial augment-relabel algorithm for the maximum flow problem (2008).
 *
 * @returns why it was stopped; the flow then is no flow, as some nodes have an excess. Null: it is done
 */
export function refine(circulation: Circulation, epsilon: number, watched: Watch): Interruption | null {
  const { network, excess, active } = circulation
  saturate(circulation)
  const path: Path = {
    nodes: new Int32Array(longestPath + 1),
    arcs: new Int32Array(longestPath),
    length: 0,
  }
  const enough = relabelsOfANode * network.nodes
  let relabels = enough
  for (let paths = 0; active.length > 0; paths++) {
    if (paths % pathsBetweenLooks === 0) {
      const interruption = watched()
      if (interruption) return interruption
    }
    if (relabels >= enough) {
      lowerPotentials(circulation, epsilon)
      relabels = 0
    }
    const node = active.take()
    // Another path may have taken what was too much here with it.
    if ((excess[node] as number) <= 0) continue
    relabels += findPath(circulation, node, epsilon, path)
    send(circulation, path)
    if ((excess[node] as number) > 0) active.add(node)
  }
  return null
}

/** Fills every arc of negative reduced cost: what flows is optimal for the potentials, but goes in and out of nodes unequally. */
function saturate({ network, residual, excess, potential, active }: Circulation): void {
  const { nodes, first, to, reverse, cost } = network
  for (let node = 0; node < nodes; node++) {
    const end = first[node + 1] as number
    for (let arc = first[node] as number; arc < end; arc++) {
      const amount = residual[arc] as number
      const head = to[arc] as number
      if (amount === 0) continue
      if ((cost[arc] as number) + (potential[node] as number) - (potential[head] as number) >= 0) continue
      const back = reverse[arc] as number
      residual[arc] = 0
      residual[back] = (residual[back] as number) + amount
      excess[node] = (excess[node] as number) - amount
      excess[head] = (excess[head] as number) + amount
    }
  }
  for (let node = 0; node < nodes; node++) {
    if ((excess[node] as number) > 0) active.add(node)
  }
}

/**
 * Goes from a node along arcs of negative reduced cost up to a deficit, or as far as a path may be; a node where none goes
 * on is relabelled, and left backward. Returns how many were.
 */
function findPath(circulation: Circulation, start: number, epsilon: number, path: Path): number {
  const { excess } = circulation
  const { to } = circulation.network
  let relabels = 0
  let tip = start
  path.length = 0
  path.nodes[0] = start
  while (path.length < longestPath && (excess[tip] as number) >= 0) {
    const arc = admissible(circulation, tip)
    if (arc >= 0) {
      path.arcs[path.length] = arc
      path.length++
      tip = to[arc] as number
      path.nodes[path.length] = tip
      continue
    }
    relabel(circulation, tip, epsilon)
    relabels++
    if (path.length > 0) {
      path.length--
      tip = path.nodes[path.length] as number
    }
  }
  return relabels
}

/** The next arc of negative reduced cost that can carry more; -1 if the node has none. */
function admissible({ network, residual, potential, current }: Circulation, node: number): number {
  const { first, to, cost } = network
  const height = potential[node] as number
  const end = first[node + 1] as number
  for (let arc = current[node] as number; arc < end; arc++) {
    if ((residual[arc] as number) === 0) continue
    if ((cost[arc] as number) + height - (potential[to[arc] as number] as number) < 0) {
      current[node] = arc
      return arc
    }
  }
  return -1
}

/** Lowers the potential of a node just so far that its best arc has a reduced cost of -epsilon. */
function relabel(
  { network, residual, potential, current }: Circulation,
  node: number,
  epsilon: number,
): void {
  const { first, to, cost } = network
  const end = first[node + 1] as number
  let highest = -Infinity
  for (let arc = first[node] as number; arc < end; arc++) {
    if ((residual[arc] as number) === 0) continue
    highest = Math.max(highest, (potential[to[arc] as number] as number) - (cost[arc] as number))
  }
  potential[node] = highest - epsilon
  current[node] = first[node] as number
}

/** Sends along each arc of the path what is too much at its tail, as far as it can carry it. */
function send({ network, residual, excess, active }: Circulation, { nodes, arcs, length }: Path): void {
  for (let at = 0; at < length; at++) {
    const arc = arcs[at] as number
    const back = network.reverse[arc] as number
    const tail = nodes[at] as number
    const head = nodes[at + 1] as number
    const amount = Math.min(excess[tail] as number, residual[arc] as number)
    residual[arc] = (residual[arc] as number) - amount
    residual[back] = (residual[back] as number) + amount
    excess[tail] = (excess[tail] as number) - amount
    excess[head] = (excess[head] as number) + amount
    if ((excess[head] as number) > 0) active.add(head)
  }
}
