import { solveTransport } from '../transport/solve.js'
import type { Layout } from './packing.js'
import type { Watch } from './watch.js'

/** For each item the row of its need and that of its resource that count amounts; -1 where there is none. */
export interface Ends {
  need: Int32Array
  resource: Int32Array
  /** Whether these are all rows there are. */
  isAll: boolean
}

/** Where an item has more than one such row of a resource, it is the one that lacks most. */
export function endsOf(layout: Layout): Ends {
  const { items, itemStart, itemRows, most, capacity, per, packing } = layout
  const need = new Int32Array(items).fill(-1)
  const resource = new Int32Array(items).fill(-1)
  const lack = packing.rows.map(
    (row, index) =>
      row.items.reduce((sum, item) => sum + (most[item] as number), 0) / (capacity[index] as number),
  )
  let isAll = true
  for (let item = 0; item < items; item++) {
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      const ends = packing.rows[row]?.of === 'NEED' ? need : resource
      const known = ends[item] as number
      if (per[row] !== 1 || known >= 0) isAll = false
      if (per[row] === 1 && (lack[row] ?? 0) > (lack[known] ?? 0)) ends[item] = row
    }
  }
  return { need, resource, isAll }
}

export interface Flow {
  /** Of each item. They keep the rows of the ends and are the best that do, if every part of an item is of use. */
  amounts: Float64Array
  /** No choice of amounts is worth more. */
  bound: bigint
  /** What a unit of each row's capacity is worth, as long as there are no other rows. */
  prices: Float64Array
}

/** The packing as a flow from resources to needs, as if there were no other rows than those of the ends, and no `least`. */
export function solveFlow(layout: Layout, ends: Ends, watch: Watch): Flow {
  const { rows, score, most } = layout
  const sources = nodesOf(layout, ends.resource)
  const sinks = nodesOf(layout, ends.need)
  const { flow, bound, ...shipment } = solveTransport(
    {
      supply: sources.room,
      demand: sinks.room,
      source: sources.node,
      sink: sinks.node,
      value: score,
      most,
    },
    { now: watch.now, timeMs: watch.left(), stop: () => watch.isOver() },
  )
  const prices = new Float64Array(rows)
  const gains = score.map(
    (points, item) => points - (shipment.prices[sources.node[item] as number] as number),
  )
  for (const [item, row] of ends.resource.entries()) {
    if (row >= 0) prices[row] = shipment.prices[sources.node[item] as number] as number
  }
  for (const [row, members] of Map.groupBy(gains.keys(), (item) => ends.need[item] as number)) {
    if (row >= 0) prices[row] = marginal(layout, row, members, gains)
  }
  return { amounts: flow, bound, prices }
}

/** Rows as nodes. An item that no row limits has a node of its own, with room for all of it. */
function nodesOf({ most, capacity }: Layout, rows: Int32Array): { node: Int32Array; room: Float64Array } {
  const known = new Map<number, number>()
  const room: number[] = []
  const node = rows.map((row, item) => {
    const found = row < 0 ? undefined : known.get(row)
    if (found !== undefined) return found
    const added = room.push((row < 0 ? most[item] : capacity[row]) as number) - 1
    if (row >= 0) known.set(row, added)
    return added
  })
  return { node, room: Float64Array.from(room) }
}

/** What the last unit of a need gains if it takes what gains most. */
function marginal({ most, capacity }: Layout, row: number, members: number[], gains: Float64Array): number {
  let lacks = capacity[row] as number
  for (const item of members.sort((a, b) => (gains[b] as number) - (gains[a] as number))) {
    lacks -= most[item] as number
    if (lacks <= 0) return Math.max(0, gains[item] as number)
  }
  return 0
}
