import loadHighs from 'highs'
import type { Transport } from '../../../matching/transport/transport.js'

// Its types are those of the CommonJS module, while an import gets the other one.
const highs = await (loadHighs as unknown as typeof loadHighs.default)()

/** The best value of a transport problem by HiGHS. */
export function optimumByHighs(problem: Transport): number {
  const { supply, demand, source, sink, value } = problem
  const lines = ['Maximize', 'value: 0 none']
  for (const [arc, unit] of value.entries()) lines.push(`${unit < 0 ? '-' : '+'} ${Math.abs(unit)} x${arc}`)
  lines.push('Subject To')
  for (const [name, amounts, ends] of [
    ['supply', supply, source] as const,
    ['demand', demand, sink] as const,
  ]) {
    for (const [node, amount] of amounts.entries()) {
      const arcs = [...ends.keys()].filter((arc) => ends[arc] === node)
      if (arcs.length > 0)
        lines.push(`${name}${node}: ${arcs.map((arc) => `+ x${arc}`).join('\n')} <= ${amount}`)
    }
  }
  const most = (arc: number) =>
    Math.min(
      supply[source[arc] as number] as number,
      demand[sink[arc] as number] as number,
      problem.most?.[arc] ?? Infinity,
    )
  lines.push('Bounds', '0 <= none <= 0', ...[...value.keys()].map((arc) => `0 <= x${arc} <= ${most(arc)}`))
  const { Status, ObjectiveValue } = highs.solve([...lines, 'End', ''].join('\n'), {
    output_flag: false,
  })
  if (Status !== 'Optimal') throw new Error(`HiGHS says ${Status}`)
  return ObjectiveValue
}

/** What is wrong with a flow; nothing, if it may be. */
export function faultsOf(problem: Transport, flow: Float64Array): string[] {
  const faults: string[] = []
  const supply = problem.supply.slice()
  const demand = problem.demand.slice()
  if (flow.length !== problem.value.length) faults.push(`${flow.length} amounts`)
  for (const [arc, amount] of flow.entries()) {
    const from = problem.source[arc] as number
    const to = problem.sink[arc] as number
    supply[from] = (supply[from] as number) - amount
    demand[to] = (demand[to] as number) - amount
    if (!Number.isSafeInteger(amount) || amount < 0) faults.push(`arc ${arc} carries ${amount}`)
    if (amount > (problem.most?.[arc] ?? Infinity)) faults.push(`arc ${arc} carries more than it can`)
    if (amount > 0 && (problem.value[arc] as number) <= 0) faults.push(`arc ${arc} is worth nothing`)
  }
  for (const [node, left] of supply.entries())
    if (left < 0) faults.push(`source ${node} gives ${-left} too much`)
  for (const [node, left] of demand.entries())
    if (left < 0) faults.push(`sink ${node} gets ${-left} too much`)
  return faults
}

/** The value of a flow, added up anew. */
export function worthOf({ value }: Transport, flow: Float64Array): bigint {
  return flow.reduce((sum, amount, arc) => sum + BigInt(amount) * BigInt(value[arc] as number), 0n)
}

/**
 * The objective of the dual problem at these prices of the sources, with the prices of the sinks and arcs that are then
 * best; for problems of few arcs.
 */
export function dualOf(problem: Transport, prices: Float64Array): bigint {
  const { supply, demand, source, sink, value, most } = problem
  let total = prices.reduce((sum, price, node) => sum + BigInt(price) * BigInt(supply[node] as number), 0n)
  for (const [node, lacks] of demand.entries()) {
    const arcs = [...value.keys()].filter((arc) => sink[arc] === node)
    const gain = (arc: number) => (value[arc] as number) - (prices[source[arc] as number] as number)
    const costAt = (price: number) =>
      arcs.reduce(
        (sum, arc) =>
          sum +
          BigInt(Math.max(0, gain(arc) - price)) *
            BigInt(Math.min(most?.[arc] ?? Infinity, supply[source[arc] as number] as number, lacks)),
        BigInt(price) * BigInt(lacks),
      )
    const costs = [0, ...arcs.map(gain).filter((price) => price > 0)].map(costAt)
    total += costs.reduce((least, cost) => (cost < least ? cost : least))
  }
  return total
}
