import type { Packing } from './packing.js'

/** Multipliers are rounded to parts of this size before they are used, so that the bound is an exact number. */
const parts = 5040 * 2 ** 20

/**
 * What no choice of amounts is worth more than, by Lagrangian relaxation of all rows (Geoffrion 1974; Fisher 1981): each
 * row may be broken at a price for each unit of its capacity, so every item is decided by itself. Whatever the prices
 * are, what is gained so is no less than the best choice that keeps the rows; good prices make it little more.
 *
 * The price of an amount is taken as proportional to that of the item's `most`, which is never more than the real one.
 *
 * @param prices of each row, in points for each unit of its capacity; what is below 0 counts as 0
 */
export function boundBy(prices: ArrayLike<number>, { items, rows }: Packing): bigint {
  const whole = BigInt(parts)
  const gains = items.map(({ score, most }) => BigInt(score) * BigInt(most) * whole)
  let bound = 0n
  for (const [index, { capacity, per, items: members }] of rows.entries()) {
    const price = exact(prices[index] ?? 0)
    if (price === 0n) continue
    bound += price * BigInt(capacity)
    for (const item of members) {
      const most = items[item]?.most ?? 0
      gains[item] = (gains[item] ?? 0n) - (most < per ? price : (price * BigInt(most)) / BigInt(per))
    }
  }
  for (const gain of gains) if (gain > 0n) bound += gain
  return bound / whole
}

function exact(price: number): bigint {
  return price > 0 ? BigInt(Math.round(price * parts)) : 0n
}
