import { roomOf, type Transport } from './transport.js'

/**
 * A problem as a circulation of least cost: from a root to the sources, along the arcs to the sinks, and back to the root.
 * Every arc is there twice, forward and backward, gathered by the node they leave.
 */
export interface Network {
  /** Sources first, then sinks, then the root. */
  nodes: number
  /** Of each node, and one more at the end: its first arc. */
  first: Int32Array
  /** Of each arc: the node it leads to. */
  to: Int32Array
  /** Of each arc: the same the other way round. */
  reverse: Int32Array
  /** Of each arc: what a unit costs, which is its negative value, times `scale`. */
  cost: Float64Array
  /** Of each arc: what it can carry while nothing flows. */
  capacity: Float64Array
  /** Of each arc: what it and its reverse can carry together, which is always the same. */
  together: Float64Array
  /**
   * What amounts here are multiples of: 1, or the least power of 2 with which all that may meet at a node is still an exact
   * double. What is left over by it is at most one such unit for each source, sink and arc.
   */
  unit: number
  /** More than there are nodes: with costs that are multiples of it, a flow that is optimal to within 1 is optimal. */
  scale: number
  /** Arcs of the problem that are of use. */
  useful: Int32Array
  /** Of each useful arc: its arc here that leads forward. */
  forward: Int32Array
}

/** Arcs that lead somewhere, before they are gathered by node. */
interface Arcs {
  tail: Int32Array
  head: Int32Array
  cost: Float64Array
  capacity: Float64Array
}

/** Leaves out arcs along which nothing can or should flow. */
export function networkOf(problem: Transport): Network {
  const nodes = problem.supply.length + problem.demand.length + 1
  const scale = nodes + 1
  const unit = unitOf(problem)
  const useful = Int32Array.from(problem.value.keys()).filter(
    (arc) => (problem.value[arc] as number) > 0 && roomOf(problem, arc) >= unit,
  )
  const arcs = arcsOf(problem, useful, { root: nodes - 1, scale, unit })
  return { nodes, scale, unit, useful, ...gathered(arcs, nodes, useful.length) }
}

function unitOf(problem: Transport): number {
  const { supply, demand, source, sink, value } = problem
  const sources = supply.length
  const meeting = new Float64Array(sources + demand.length)
  meeting.set(supply)
  meeting.set(demand, sources)
  const atRoot = meeting.reduce((sum, amount) => sum + amount, 0)
  for (let arc = 0; arc < value.length; arc++) {
    const room = roomOf(problem, arc)
    for (const node of [source[arc] as number, sources + (sink[arc] as number)]) {
      meeting[node] = (meeting[node] as number) + room
    }
  }
  const largest = meeting.reduce((most, amount) => Math.max(most, amount), atRoot)
  // These sums may be rounded themselves: half of what is exact leaves room for that.
  return 2 ** Math.max(0, Math.ceil(Math.log2(largest / (Number.MAX_SAFE_INTEGER / 2))))
}

/** The useful arcs, then one for each source and sink, from or to the root, that limits what goes through it. */
function arcsOf(
  problem: Transport,
  useful: Int32Array,
  { root, scale, unit }: { root: number; scale: number; unit: number },
): Arcs {
  const { supply, demand, source, sink, value } = problem
  const sources = supply.length
  const length = useful.length + root
  const arcs: Arcs = {
    tail: new Int32Array(length).fill(root),
    head: new Int32Array(length).fill(root),
    cost: new Float64Array(length),
    capacity: new Float64Array(length),
  }
  const through = new Float64Array(root)
  for (const [at, arc] of useful.entries()) {
    const tail = source[arc] as number
    const head = sources + (sink[arc] as number)
    const room = Math.floor(roomOf(problem, arc) / unit)
    arcs.tail[at] = tail
    arcs.head[at] = head
    arcs.cost[at] = -(value[arc] as number) * scale
    arcs.capacity[at] = room
    through[tail] = (through[tail] as number) + room
    through[head] = (through[head] as number) + room
  }
  for (let node = 0; node < root; node++) {
    const has = (node < sources ? supply[node] : demand[node - sources]) as number
    const end = node < sources ? arcs.head : arcs.tail
    end[useful.length + node] = node
    const used = through[node] as number
    // One more than can be used: what does not limit the flow must not be full, or it would have a price.
    arcs.capacity[useful.length + node] = used === 0 ? 0 : Math.min(Math.floor(has / unit), used + 1)
  }
  return arcs
}

/** The arcs by the node they leave, without those that can carry nothing. */
function gathered({ tail, head, cost, capacity }: Arcs, nodes: number, useful: number) {
  const first = new Int32Array(nodes + 1)
  const isOpen = (arc: number) => (capacity[arc] as number) > 0
  for (let arc = 0; arc < tail.length; arc++) {
    if (!isOpen(arc)) continue
    for (const end of [tail[arc] as number, head[arc] as number]) {
      first[end + 1] = (first[end + 1] as number) + 1
    }
  }
  for (let node = 0; node < nodes; node++) {
    first[node + 1] = (first[node + 1] as number) + (first[node] as number)
  }
  const length = first[nodes] as number
  const network = {
    first,
    to: new Int32Array(length),
    reverse: new Int32Array(length),
    cost: new Float64Array(length),
    capacity: new Float64Array(length),
    together: new Float64Array(length),
    forward: new Int32Array(useful),
  }
  const next = first.slice()
  const take = (node: number) => {
    const at = next[node] as number
    next[node] = at + 1
    return at
  }
  for (let arc = 0; arc < tail.length; arc++) {
    if (!isOpen(arc)) continue
    const from = tail[arc] as number
    const to = head[arc] as number
    const there = take(from)
    const back = take(to)
    network.to[there] = to
    network.to[back] = from
    network.reverse[there] = back
    network.reverse[back] = there
    network.cost[there] = cost[arc] as number
    network.cost[back] = -(cost[arc] as number)
    network.capacity[there] = capacity[arc] as number
    network.together[there] = capacity[arc] as number
    network.together[back] = capacity[arc] as number
    if (arc < useful) network.forward[arc] = there
  }
  return network
}
