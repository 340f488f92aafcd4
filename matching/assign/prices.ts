import { boundBy } from './bound.js'
import type { Layout } from './packing.js'
import { weightOf } from './relaxation.js'

export interface Prices {
  /** Of each row, in points for each unit of its capacity. */
  prices: Float64Array
  /** How much of its `most` each item seems to deserve, from 0 to 1. */
  shares: Float64Array
}

export interface Priced extends Prices {
  /** No choice of amounts is worth more. */
  bound: bigint
  /** What `most` of each item gains beyond the prices of its rows. */
  gains: Float64Array
}

/** Shares are averaged with this weight of the latest: less is smoother. */
const weightOfLatest = 0.1
/** The search ends if the bound came nearer to what is known by less than this part in so many rounds. */
const leastProgress = 0.03
const mostPatience = 150

/**
 * Good prices for all rows at once, for packings too large for the simplex method, by the volume algorithm (Barahona and
 * Anbil 2000): it goes along the averaged subgradient, and the averages come near a solution of the linear relaxation.
 *
 * @param first what to begin with
 * @param known worth of some choice of amounts, which the steps' lengths go by
 */
export function findPrices(
  layout: Layout,
  first: Prices,
  known: number,
  limits: { rounds: number; isOver: () => boolean },
): Priced {
  const weights = scaledWeights(layout)
  const worths = layout.score.map((score, item) => score * (layout.most[item] as number))
  let prices = first.prices.map((price, row) => price * (layout.capacity[row] as number))
  let best = decide(layout, worths, weights, prices)
  const shares = first.shares.slice()
  const slack = new Float64Array(layout.rows)
  let length = 1
  let sinceBetter = 0
  let checked = { bound: best.bound, round: 0 }
  for (let round = 0; round < limits.rounds && best.bound > known && !limits.isOver(); round++) {
    if (round - checked.round >= mostPatience) {
      if (checked.bound - best.bound < leastProgress * (checked.bound - known)) break
      checked = { bound: best.bound, round }
    }
    const norm = slackOf(layout, weights, shares, prices, slack)
    if (norm === 0) break
    const step = (length * (best.bound * 1.001 - known)) / norm
    const tried = prices.map((price, row) => Math.max(0, price - step * (slack[row] as number)))
    const found = decide(layout, worths, weights, tried)
    average(shares, found.chosen)
    if (found.bound < best.bound) {
      if (best.bound - found.bound > 1e-4 * best.bound) length = Math.min(2, length * 1.1)
      prices = tried
      best = found
      sinceBetter = 0
    } else if (++sinceBetter % 12 === 0) length = Math.max(1e-3, length * 0.66)
  }
  prices = prices.map((price, row) => price / (layout.capacity[row] as number))
  return { prices, bound: boundBy(prices, layout.packing), shares, gains: best.gains }
}

/** What each item counts in each of its rows, as a part of the row's capacity; in the order of `itemRows`. */
function scaledWeights({ items, itemStart, itemRows, most, per, capacity }: Layout): Float64Array {
  const weights = new Float64Array(itemRows.length)
  for (let item = 0; item < items; item++) {
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      weights[i] = weightOf(most[item] as number, per[row] as number) / (capacity[row] as number)
    }
  }
  return weights
}

/** Each item by itself: taken where it is worth more than its rows' prices. */
function decide(layout: Layout, worths: Float64Array, weights: Float64Array, prices: Float64Array) {
  const { items, itemStart, itemRows } = layout
  const gains = new Float64Array(items)
  const chosen = new Float64Array(items)
  let bound = prices.reduce((sum, price) => sum + price, 0)
  for (let item = 0; item < items; item++) {
    let gain = worths[item] as number
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      gain -= (prices[itemRows[i] as number] as number) * (weights[i] as number)
    }
    gains[item] = gain
    if (gain <= 0) continue
    chosen[item] = 1
    bound += gain
  }
  return { bound, gains, chosen }
}

function average(shares: Float64Array, chosen: Float64Array): void {
  for (let item = 0; item < shares.length; item++) {
    const share = shares[item] as number
    shares[item] = share + weightOfLatest * ((chosen[item] as number) - share)
  }
}

/** What the shares leave of each row, as a part of its capacity. Gives the square of its length, as far as prices can follow it. */
function slackOf(
  { items, rows, itemStart, itemRows }: Layout,
  weights: Float64Array,
  shares: Float64Array,
  prices: Float64Array,
  slack: Float64Array,
): number {
  slack.fill(1)
  for (let item = 0; item < items; item++) {
    const share = shares[item] as number
    if (share === 0) continue
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      slack[row] = (slack[row] as number) - (weights[i] as number) * share
    }
  }
  let norm = 0
  for (let row = 0; row < rows; row++) {
    if ((prices[row] as number) > 0 || (slack[row] as number) < 0) norm += (slack[row] as number) ** 2
  }
  return norm
}
