import type { Filling } from './filling.js'
import { loadOf } from './packing.js'

/** How many of a row's items are tried again at most when one of them made room. */
const mostTried = 32

/**
 * Makes a filling better by ejection: an item gets all it can have, those in its way get less, and what becomes free by that
 * is given anew, to them elsewhere too. It stays where it gained. Goes through the items again until nothing gains.
 *
 * @param order the items that are tried
 * @param limits most items to be tried; and whether to end early
 */
export function eject(
  filling: Filling,
  order: readonly number[],
  limits: { tries: number; isOver: () => boolean },
): void {
  const { score, most } = filling.layout
  let tries = 0
  let sinceGain = 0
  for (let at = 0; sinceGain < order.length; at = (at + 1) % order.length) {
    const item = order[at] as number
    sinceGain++
    if ((filling.amounts[item] as number) >= (most[item] as number)) continue
    if (tries++ >= limits.tries || limits.isOver()) return
    // First at the cost of all in its way, then only of those that are worth less each.
    if (insert(filling, item, Infinity) || insert(filling, item, score[item] as number)) sinceGain = 0
    filling.settle()
  }
}

/** Whether it gained; if not, everything is as before. */
function insert(filling: Filling, item: number, dearest: number): boolean {
  const { itemStart, itemRows } = filling.layout
  const mark = filling.mark()
  const before = filling.worth
  const lost = new Set<number>()
  for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
    makeRoom(filling, itemRows[i] as number, item, dearest, lost)
  }
  const room = filling.room(item)
  if (room > (filling.amounts[item] as number)) {
    filling.give(item, room)
    refill(filling, lost)
    if (filling.worth > before) return true
  }
  filling.undo(mark)
  return false
}

/** Takes from the others in a row what the item needs there, from what is worth least first. */
function makeRoom(filling: Filling, row: number, item: number, dearest: number, lost: Set<number>): void {
  const { rowStart, rowItems, per, capacity, score, least, most } = filling.layout
  const each = per[row] as number
  const wanted = loadOf(Math.min(most[item] as number, (capacity[row] as number) * each), each)
  const others = (filling.loads[row] as number) - loadOf(filling.amounts[item] as number, each)
  let over = wanted + others - (capacity[row] as number)
  for (let i = (rowStart[row + 1] as number) - 1; i >= (rowStart[row] as number) && over > 0; i--) {
    const other = rowItems[i] as number
    const amount = filling.amounts[other] as number
    if (amount === 0 || other === item) continue
    if ((score[other] as number) >= dearest) return
    const load = loadOf(amount, each)
    const less = Math.min(amount, Math.max(0, load - over) * each)
    const rest = less >= (least[other] as number) ? less : 0
    filling.give(other, rest)
    over -= load - loadOf(rest, each)
    lost.add(other)
  }
}

/** Gives what those that lost have left, in their rows and in those of what they may have instead. */
function refill(filling: Filling, lost: Iterable<number>): void {
  const { itemStart, itemRows, rowStart, rowItems } = filling.layout
  const rows = new Set<number>()
  for (const item of lost) {
    for (const row of itemRows.subarray(itemStart[item], itemStart[item + 1])) rows.add(row)
  }
  for (const row of rows) {
    const start = rowStart[row] as number
    filling.fill(rowItems.subarray(start, Math.min(rowStart[row + 1] as number, start + mostTried)))
  }
}
