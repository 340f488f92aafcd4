import { Filling } from './filling.js'
import { type Layout, loadOf, type Packing, type Row, worthOf } from './packing.js'
import { reduced } from './reduce.js'
import { relaxed } from './relaxation.js'

/** The amounts of items are within these, or 0 where `from` is 0. */
interface Node {
  from: Float64Array
  to: Float64Array
  /** Nothing below it is worth more. */
  bound: bigint
}

/** What is done with each item and each of its rows at a node beside the simplex method, counted in cells. */
const effort = 60

export interface Branched {
  amounts: Float64Array
  /** No choice of amounts is worth more. */
  bound: bigint
  /** Cells gone through. */
  work: number
}

/**
 * The best amounts, by branch and bound (Land and Doig 1960) on the linear relaxation: where it takes a part of an item that
 * can be taken only as a whole, or from its least, the two ways out are looked at by themselves. For some dozens of items.
 *
 * @param known amounts to be bettered
 * @param limits most work, in cells gone through; and whether to end early. What is not looked at yet shows in the bound.
 */
export function branch(
  layout: Layout,
  known: Float64Array,
  limits: { work: number; isOver: () => boolean },
): Branched {
  const { packing, items, most } = layout
  const open: Node[] = [{ from: new Float64Array(items), to: most, bound: worthOf(packing, most) }]
  let amounts = known
  let best = worthOf(packing, known)
  let unsettled = 0n
  let work = 0
  while (open.length > 0 && work < limits.work && !limits.isOver()) {
    const node = open.pop() as Node
    const found = node.bound > best ? wishedWithin(packing, node) : null
    if (found === null) continue
    work += found.work + effort * (items + layout.itemRows.length)
    const bound = min(node.bound, found.bound)
    if (bound <= best) continue
    const rounded = roundedDown(layout, found.wished)
    const worth = worthOf(packing, rounded)
    if (worth > best) {
      best = worth
      amounts = rounded
    }
    if (bound <= best) continue
    const cut = cutOf(layout, node, found.wished)
    if (cut) open.push(...halves(layout, { ...node, bound }, cut))
    else unsettled = max(unsettled, bound)
  }
  const left = open.reduce((most, { bound }) => max(most, bound), unsettled)
  return { amounts, bound: max(best, left), work }
}

/** What the linear relaxation takes of each item within a node's limits; null if there is nothing within them. */
function wishedWithin(packing: Packing, node: Node) {
  const within = packingWithin(packing, node)
  if (within === null) return null
  const { packing: rest, places } = reduced(within)
  const { shares, bound, work } = relaxed(rest)
  const wished = node.from.slice()
  for (const [index, place] of places.entries()) {
    const wish = (shares[index] as number) * (rest.items[index]?.most ?? 0)
    wished[place] = (wished[place] as number) + (isWhole(wish) ? Math.round(wish) : wish)
  }
  return { wished, bound: bound + worthOf(packing, node.from), work }
}

/** What may still be taken beyond `from`; null if that is too much by itself. */
function packingWithin({ items, rows }: Packing, { from, to }: Node): Packing | null {
  const rest = rows.map((row): Row => {
    let { capacity } = row
    const within = row.items.filter((item) => {
      const [least, most] = [from[item] as number, to[item] as number]
      if (least === 0) return most > 0
      const isSettled = loadOf(least, row.per) === loadOf(most, row.per)
      // The rest of an item counts from the last whole pack before it: never more than it does really.
      capacity -= isSettled ? loadOf(least, row.per) : Math.floor(least / row.per)
      return !isSettled
    })
    return { ...row, capacity, items: within }
  })
  if (rest.some(({ capacity }) => capacity < 0)) return null
  const beyond = items.map((item, index) => {
    const [least, most] = [from[index] as number, to[index] as number]
    return { score: item.score, least: least === 0 ? item.least : 1, most: most - least }
  })
  return { items: beyond, rows: rest }
}

/** Amounts that keep the rows, near the wished ones. */
function roundedDown(layout: Layout, wished: Float64Array): Float64Array {
  const filling = new Filling(layout)
  const share = wished.map((wish, item) => wish / (layout.most[item] as number))
  const worth = (item: number): number => (layout.score[item] as number) * (layout.most[item] as number)
  const order = [...share.keys()].sort(
    (a, b) => (share[b] as number) - (share[a] as number) || worth(b) - worth(a) || a - b,
  )
  for (const item of order) {
    const amount = Math.min(filling.room(item), Math.floor(wished[item] as number))
    if (amount > 0 && amount >= (layout.least[item] as number)) filling.give(item, amount)
  }
  filling.fill(order)
  return filling.amounts
}

/** Where the amounts of an item are to be parted: up to `at`, and beyond. */
interface Cut {
  item: number
  at: number
}

/** Of the items whose wished amount is none they can have, the one that is worth most; null if there is none. */
function cutOf(layout: Layout, { from, to }: Node, wished: Float64Array): Cut | null {
  let best: Cut | null = null
  let most = 0
  const offer = (item: number, at: number, share: number): void => {
    const worth = (layout.score[item] as number) * (layout.most[item] as number) * Math.min(share, 1 - share)
    if (worth <= most) return
    most = worth
    best = { item, at }
  }
  for (let item = 0; item < layout.items; item++) {
    const wish = wished[item] as number
    if (from[item] === 0 && wish > 0 && wish < (layout.least[item] as number)) {
      offer(item, 0, wish / (layout.most[item] as number))
    }
  }
  for (let row = 0; row < layout.rows && best === null; row++) {
    const per = layout.per[row] as number
    const members = layout.rowItems.subarray(layout.rowStart[row], layout.rowStart[row + 1])
    if (loadsOf(members, wished, per) <= (layout.capacity[row] as number)) continue
    for (const item of members) {
      const share = (wished[item] as number) / Math.min(per, to[item] as number)
      // Between whole packs: at the last one, or at the next if it has more than the last one anyway.
      const last = Math.floor((wished[item] as number) / per) * per
      const at = last < (from[item] as number) ? last + per : last
      if (share % 1 === 0 || at >= (to[item] as number)) continue
      offer(item, at, share % 1)
    }
  }
  for (let item = 0; item < layout.items && best === null; item++) {
    const wish = wished[item] as number
    if (!Number.isInteger(wish)) offer(item, Math.floor(wish), wish % 1)
  }
  return best
}

function loadsOf(members: Int32Array, amounts: Float64Array, per: number): number {
  return members.reduce((sum, item) => sum + loadOf(amounts[item] as number, per), 0)
}

/** The half with more is looked at first: it comes last. */
function halves(layout: Layout, { from, to, bound }: Node, { item, at }: Cut): Node[] {
  const least = layout.least[item] as number
  const nodes: Node[] = [{ from, to: to.with(item, at < least ? 0 : at), bound }]
  const beyond = Math.max(least, at + 1)
  if (beyond <= (to[item] as number)) nodes.push({ from: from.with(item, beyond), to, bound })
  return nodes
}

/** As good as: the simplex method computes with rounded numbers. */
function isWhole(amount: number): boolean {
  return Math.abs(amount - Math.round(amount)) <= 1e-6 + amount * 1e-10
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
