import type { Circulation } from './circulation.js'

/**
 * Lowers the potential of each node by epsilon times its distance to the nearest deficit, in arcs that can carry more, so
 * that excess finds its way without relabelling one node after the other. An arc is as long as its reduced cost in
 * epsilons, rounded down, and one. No reduced cost falls below -epsilon.
 *
 * The "global update" of A. V. Goldberg, An efficient implementation of a scaling minimum-cost flow algorithm, Journal of
 * Algorithms 22 (1997), with the buckets of R. B. Dial.
 */
export function lowerPotentials(circulation: Circulation, epsilon: number): void {
  const { network, residual, excess, potential, current, buckets } = circulation
  const { first, to, cost, together, nodes } = network
  const { distance } = buckets
  buckets.clear()
  let sought = 0
  for (let node = 0; node < nodes; node++) {
    if ((excess[node] as number) < 0) buckets.put(node, 0)
    else if ((excess[node] as number) > 0) sought++
  }
  let reached = 0
  while (sought > 0 && reached < buckets.count) {
    const node = buckets.take(reached)
    if (node < 0) {
      reached++
      continue
    }
    if ((excess[node] as number) > 0) sought--
    const height = potential[node] as number
    const end = first[node + 1] as number
    for (let back = first[node] as number; back < end; back++) {
      // All that the two carry together is on this one, so its reverse, which leads here, can carry nothing.
      if (residual[back] === together[back]) continue
      const from = to[back] as number
      const known = distance[from] as number
      if (known <= reached) continue
      const reduced = (potential[from] as number) - (cost[back] as number) - height
      const length = reached + Math.floor(reduced / epsilon) + 1
      if (length < known) buckets.put(from, length)
    }
  }
  for (let node = 0; node < nodes; node++) {
    potential[node] = (potential[node] as number) - epsilon * Math.min(distance[node] as number, reached)
    current[node] = first[node] as number
  }
}
