import { type Layout, loadOf } from './packing.js'

/** Amounts that keep every row, at every moment: the only way to change them is through here. */
export class Filling {
  readonly amounts: Float64Array
  /** What each row has of its capacity. */
  readonly loads: Float64Array
  /** Points gained since the beginning. Inexact beyond 2^53; what decides is counted again, exactly, in the end. */
  worth = 0
  readonly #log: { item: number; before: number; worth: number }[] = []

  constructor(readonly layout: Layout) {
    this.amounts = new Float64Array(layout.items)
    this.loads = new Float64Array(layout.rows)
  }

  /** The largest amount an item can have beside the others; 0 if not even its least. */
  room(item: number): number {
    const { itemStart, itemRows, capacity, per, least, most } = this.layout
    const amount = this.amounts[item] as number
    let room = most[item] as number
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      const each = per[row] as number
      const free = (capacity[row] as number) - (this.loads[row] as number) + loadOf(amount, each)
      room = Math.min(room, free * each)
    }
    return room < (least[item] as number) ? 0 : room
  }

  /** @param amount 0, or from the item's least to its `room` */
  give(item: number, amount: number): void {
    const before = this.amounts[item] as number
    if (amount === before) return
    this.#log.push({ item, before, worth: this.worth })
    this.#set(item, amount)
    this.worth += (this.layout.score[item] as number) * (amount - before)
  }

  #set(item: number, amount: number): void {
    const { itemStart, itemRows, per } = this.layout
    const before = this.amounts[item] as number
    this.amounts[item] = amount
    for (let i = itemStart[item] as number; i < (itemStart[item + 1] as number); i++) {
      const row = itemRows[i] as number
      const each = per[row] as number
      this.loads[row] = (this.loads[row] as number) + loadOf(amount, each) - loadOf(before, each)
    }
  }

  /** A moment to come back to. */
  mark(): number {
    return this.#log.length
  }

  /** Takes back what was given since a moment. */
  undo(mark: number): void {
    while (this.#log.length > mark) {
      const step = this.#log.pop()
      if (step === undefined) return
      this.#set(step.item, step.before)
      this.worth = step.worth
    }
  }

  /** Forgets how to go back. */
  settle(): void {
    this.#log.length = 0
  }

  /** Gives all items of a list what there is room for, one after the other. */
  fill(items: Iterable<number>): void {
    for (const item of items) {
      const room = this.room(item)
      if (room > (this.amounts[item] as number)) this.give(item, room)
    }
  }
}

/** A filling in which each item got what there was room for, those with the largest keys first. */
export function filled(layout: Layout, keys: Float64Array): Filling {
  const filling = new Filling(layout)
  filling.fill(byKey(layout, keys))
  filling.settle()
  return filling
}

/** The items by a number of each, the largest first. */
export function byKey({ score }: Layout, keys: Float64Array): number[] {
  return [...keys.keys()].sort(
    (a, b) =>
      (keys[b] as number) - (keys[a] as number) || (score[b] as number) - (score[a] as number) || a - b,
  )
}
