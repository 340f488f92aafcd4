import { branch } from './branch.js'
import type { Filling } from './filling.js'
import { type Layout, layoutOf, loadOf, type Row } from './packing.js'

/** Of the linear program of a neighbourhood. */
const mostRows = 400
/** Cells gone through for one neighbourhood at most. */
const mostWork = 5e7

/** This part of a neighbourhood may come from one row. */
const perRow = 20
/** So many items of a neighbourhood, the first, begin much the same one. */
const nearby = 4

export interface Search {
  /** Items to begin a neighbourhood with. */
  order: Iterable<number>
  /** Of each item, to being decided otherwise; the nearest are taken in first. */
  nearness: Float64Array
  /** Most items of a neighbourhood. */
  size: number
  /** Cells gone through for all of them, about. */
  work: number
  isOver: () => boolean
}

/**
 * Makes a filling better where it can be: some items that have to do with each other are decided anew, the best way there
 * is, while all others stay as they are (large neighbourhood search: Shaw 1998). Where nothing is gained by that, those
 * closest to where it began do not begin another one.
 */
export function improve(filling: Filling, search: Search): void {
  const tried = new Set<number>()
  const { size } = search
  const nearest = nearestFirst(filling.layout, search.nearness)
  let { work } = search
  for (const seed of search.order) {
    if (work <= 0 || search.isOver()) return
    if (tried.has(seed)) continue
    const items = around(filling.layout, seed, size, nearest)
    const before = filling.worth
    work -= decideAnew(filling, items, search.isOver)
    filling.settle()
    if (filling.worth === before) for (const item of items.slice(0, nearby)) tried.add(item)
  }
}

/** The items of each row, in the order of `rowItems` the nearest first. */
function nearestFirst({ rows, rowStart, rowItems }: Layout, nearness: Float64Array): Int32Array {
  const nearest = rowItems.slice()
  for (let row = 0; row < rows; row++) {
    nearest
      .subarray(rowStart[row], rowStart[row + 1])
      .sort((a, b) => (nearness[b] as number) - (nearness[a] as number) || a - b)
  }
  return nearest
}

/** The item, and others that share rows with it, or with these: the nearest of each row. */
function around(
  { itemStart, itemRows, rowStart }: Layout,
  seed: number,
  size: number,
  nearest: Int32Array,
): number[] {
  const found = new Set([seed])
  const rows = new Set<number>()
  for (const item of found) {
    for (const row of itemRows.subarray(itemStart[item], itemStart[item + 1])) {
      if (rows.has(row)) continue
      rows.add(row)
      const [start, end] = [rowStart[row] as number, rowStart[row + 1] as number]
      for (let i = start; i < Math.min(end, start + size / perRow); i++) {
        if (found.size >= size || rows.size >= mostRows) return [...found]
        found.add(nearest[i] as number)
      }
    }
  }
  return [...found]
}

/** The best amounts of some items beside all others. Gives the work it was. */
function decideAnew(filling: Filling, items: readonly number[], isOver: () => boolean): number {
  const { itemStart, itemRows, capacity, per, packing } = filling.layout
  const place = new Map(items.map((item, index) => [item, index]))
  const rows = new Map<number, { load: number; items: number[] }>()
  for (const [index, item] of items.entries()) {
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      const known = rows.get(row) ?? { load: 0, items: [] }
      known.items.push(index)
      known.load += loadOf(filling.amounts[item] as number, per[row] as number)
      rows.set(row, known)
    }
  }
  const inside = [...rows].map(
    ([row, { load, items }]): Row => ({
      of: packing.rows[row]?.of ?? 'RESOURCE',
      capacity: (capacity[row] as number) - (filling.loads[row] as number) + load,
      per: per[row] as number,
      items,
    }),
  )
  const some = items.map((item) => packing.items[item] ?? { score: 0, least: 0, most: 0 })
  const known = Float64Array.from(items, (item) => filling.amounts[item] as number)
  const layout = layoutOf({ items: some, rows: inside })
  const { amounts, work } = branch(layout, known, { work: mostWork, isOver })
  if (amounts === known) return work
  // First what becomes less, so that there is room for what becomes more.
  for (const isLess of [true, false]) {
    for (const [item, index] of place) {
      const amount = amounts[index] as number
      if (amount < (filling.amounts[item] as number) === isLess) filling.give(item, amount)
    }
  }
  return work
}
