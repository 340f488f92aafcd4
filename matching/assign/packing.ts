/**
 * What assigning comes down to, whatever the goods are: each candidate is an item of which an amount is taken, none or
 * from `least` to `most`, and rows are the limits that several items share. Taken is what is worth most.
 *
 * Amounts are integers. A row counts each of its items as `amountOf / per`, rounded up, and is kept when the sum is no
 * more than its capacity: with a `per` of 1 it counts amounts, with `once` the items that are taken at all, with another
 * the packs that are begun (such as days, of which half a one is gone as well).
 */
export interface Packing {
  items: readonly Item[]
  rows: readonly Row[]
}

export interface Item {
  /** Points each unit of the amount is worth, an integer from 1. */
  score: number
  least: number
  most: number
}

export interface Row {
  /** Whose limit it is. An item is in at most one row of needs with a `per` of 1. */
  of: 'NEED' | 'RESOURCE'
  capacity: number
  per: number
  /** Places in the list of items, each at most once. */
  items: readonly number[]
}

/** Amounts of items, and how good they may be. */
export interface Answer {
  amounts: Float64Array
  /** No amounts are worth more. */
  bound: bigint
  /** What `most` of each item seems to gain beyond what its limits are worth; 0 where that is not known. */
  gains: Float64Array
}

/** The `per` of a row that counts each item once: more than any amount. */
export const once = Number.MAX_SAFE_INTEGER

/** What an item of this amount counts in a row. */
export function loadOf(amount: number, per: number): number {
  return per === 1 ? amount : Math.ceil(amount / per)
}

/** What a choice of amounts is worth. */
export function worthOf({ items }: Packing, amounts: ArrayLike<number>): bigint {
  let worth = 0n
  // Sums stay exact numbers as long as they can: an amount times a score is no more than 10^15.
  let exact = 0
  for (const [index, { score }] of items.entries()) {
    exact += score * (amounts[index] ?? 0)
    if (exact < mostExact) continue
    worth += BigInt(exact)
    exact = 0
  }
  return worth + BigInt(exact)
}

const mostExact = 2 ** 52

/** The same packing, laid out to be walked through both ways. The items of a row are in order of score, best first. */
export interface Layout {
  packing: Packing
  items: number
  rows: number
  /** The items of row r are `rowItems[rowStart[r]]` until `rowStart[r + 1]`; `itemRows` likewise. */
  rowStart: Int32Array
  rowItems: Int32Array
  itemStart: Int32Array
  itemRows: Int32Array
  score: Float64Array
  least: Float64Array
  most: Float64Array
  capacity: Float64Array
  per: Float64Array
}

export function layoutOf(packing: Packing): Layout {
  const { items, rows } = packing
  const score = Float64Array.from(items, (item) => item.score)
  const rowStart = new Int32Array(rows.length + 1)
  const itemStart = new Int32Array(items.length + 1)
  for (const [index, row] of rows.entries()) {
    rowStart[index + 1] = (rowStart[index] as number) + row.items.length
    for (const item of row.items) itemStart[item + 1] = (itemStart[item + 1] as number) + 1
  }
  for (let item = 0; item < items.length; item++) {
    itemStart[item + 1] = (itemStart[item + 1] as number) + (itemStart[item] as number)
  }
  const rowItems = new Int32Array(rowStart[rows.length] as number)
  const itemRows = new Int32Array(rowItems.length)
  const next = itemStart.slice()
  for (const [index, row] of rows.entries()) {
    const best = row.items.toSorted((a, b) => (score[b] as number) - (score[a] as number) || a - b)
    rowItems.set(best, rowStart[index] as number)
    for (const item of row.items) {
      itemRows[next[item] as number] = index
      next[item] = (next[item] as number) + 1
    }
  }
  return {
    packing,
    items: items.length,
    rows: rows.length,
    rowStart,
    rowItems,
    itemStart,
    itemRows,
    score,
    least: Float64Array.from(items, (item) => item.least),
    most: Float64Array.from(items, (item) => item.most),
    capacity: Float64Array.from(rows, (row) => row.capacity),
    per: Float64Array.from(rows, (row) => row.per),
  }
}
