import { roomOf, type Transport } from './transport.js'

/** Arcs that are worth something, the best first; of those worth the same, the first in the problem. */
export function bestFirst(problem: Transport): Int32Array {
  const { value } = problem
  return Int32Array.from(value.keys())
    .filter((arc) => (value[arc] as number) > 0 && roomOf(problem, arc) > 0)
    .sort((one, other) => (value[other] as number) - (value[one] as number) || one - other)
}

/** Adds to a flow, along one arc after the other, as much as there is still room for. */
export function fill(problem: Transport, order: Int32Array, flow: Float64Array): void {
  const { source, sink, most } = problem
  const supply = problem.supply.slice()
  const demand = problem.demand.slice()
  const use = (arc: number, amount: number) => {
    const from = source[arc] as number
    const to = sink[arc] as number
    supply[from] = (supply[from] as number) - amount
    demand[to] = (demand[to] as number) - amount
  }
  for (let arc = 0; arc < flow.length; arc++) {
    if (flow[arc] !== 0) use(arc, flow[arc] as number)
  }
  for (const arc of order) {
    const used = flow[arc] as number
    const amount = Math.min(
      supply[source[arc] as number] as number,
      demand[sink[arc] as number] as number,
      (most?.[arc] ?? Infinity) - used,
    )
    if (amount === 0) continue
    flow[arc] = used + amount
    use(arc, amount)
  }
}
