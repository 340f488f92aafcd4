import { boundBy } from './bound.js'
import type { Packing } from './packing.js'
import { solveLinear } from './simplex.js'

/** A packing of which any part of an item may be taken, and counts as this part of its `most` in every row. */
export interface Relaxed {
  /** Of each item's `most`, from 0 to 1. */
  shares: Float64Array
  /** No choice of amounts is worth more, exactly. */
  bound: bigint
  /** See `LinearSolution`. */
  work: number
}

/** What an item counts in a row if it is taken as a whole; at least 1, and never more than it really counts. */
export function weightOf(most: number, per: number): number {
  return Math.max(1, most / per)
}

/** @param packing reduced, so that every row has a capacity */
export function relaxed(packing: Packing): Relaxed {
  const { items, rows } = packing
  const largest = items.reduce((most, item) => Math.max(most, item.score * item.most), 1)
  const weights = new Float64Array(rows.length * items.length)
  for (const [index, { capacity, per, items: members }] of rows.entries()) {
    for (const item of members) {
      weights[index * items.length + item] = weightOf(items[item]?.most ?? 0, per) / capacity
    }
  }
  const { shares, prices, work } = solveLinear({
    gains: Float64Array.from(items, ({ score, most }) => (score * most) / largest),
    capacities: new Float64Array(rows.length).fill(1),
    weights,
  })
  const dear = prices.map((price, row) => (price * largest) / (rows[row]?.capacity ?? 1))
  return { shares, bound: boundBy(dear, packing), work }
}
