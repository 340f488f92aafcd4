import { type Item, loadOf, type Packing, type Row } from './packing.js'

/** A packing of some of the items of another. */
export interface Part {
  packing: Packing
  /** For each item its place in the whole. */
  places: readonly number[]
}

/**
 * The same packing without what cannot matter: items get no larger `most` than every row by itself allows, those that
 * could never be taken go, and so do rows that hold whatever is taken.
 */
export function reduced({ items, rows }: Packing): Part {
  const most = Float64Array.from(items, (item) => item.most)
  for (const { capacity, per, items } of rows) {
    for (const item of items) most[item] = Math.min(most[item] as number, capacity * per)
  }
  const places: number[] = []
  const left: Item[] = []
  const newPlace = new Int32Array(items.length).fill(-1)
  for (const [place, { score, least }] of items.entries()) {
    if (most[place] === 0 || least > (most[place] as number)) continue
    newPlace[place] = places.push(place) - 1
    left.push({ score, least, most: most[place] as number })
  }
  const binding = rows.flatMap((row): Row[] => {
    const inside: number[] = []
    let load = 0
    for (const place of row.items) {
      if (newPlace[place] === -1) continue
      inside.push(newPlace[place] as number)
      load += loadOf(most[place] as number, row.per)
    }
    return load > row.capacity ? [{ ...row, items: inside }] : []
  })
  return { packing: { items: left, rows: binding }, places }
}

/**
 * The packings it falls apart into, since no row joins them; what is best for each is best for the whole.
 *
 * @param together lists of items that are to stay in one part although no row joins them
 */
export function partsOf({ items, rows }: Packing, together: readonly (readonly number[])[] = []): Part[] {
  const root = unionFind(items.length)
  for (const joined of [...rows.map((row) => row.items), ...together]) {
    const first = joined[0]
    if (first !== undefined) for (const item of joined) root.join(first, item)
  }
  const parts = new Map<number, { places: number[]; rows: Row[] }>()
  const newPlace = new Int32Array(items.length)
  for (let item = 0; item < items.length; item++) {
    const key = root.of(item)
    const part = parts.get(key) ?? { places: [], rows: [] }
    parts.set(key, part)
    newPlace[item] = part.places.push(item) - 1
  }
  for (const row of rows) {
    const first = row.items[0]
    if (first === undefined) continue
    const inside = row.items.map((item) => newPlace[item] as number)
    parts.get(root.of(first))?.rows.push({ ...row, items: inside })
  }
  return [...parts.values()].map(({ places, rows }) => ({
    packing: { items: places.map((place) => items[place] as Item), rows },
    places,
  }))
}

/** Sets of numbers that are joined two at a time (Tarjan 1975, with path halving). */
function unionFind(size: number) {
  const parent = Int32Array.from({ length: size }, (_, index) => index)
  const of = (item: number): number => {
    let at = item
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number
      at = parent[at] as number
    }
    return at
  }
  const join = (one: number, other: number): void => {
    const [a, b] = [of(one), of(other)]
    // The smaller is the root, so that the order of joining does not matter.
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return { of, join }
}
