import type { Knapsack } from './knapsack.js'

/** The largest table (items x capacity) for which exact changes are worked out. */
const largestTable = 1 << 16

/**
 * What it costs a knapsack to be made to take an item, or to go without one: the fall of its value. A fall of more than
 * `room` need not be exact. By the linear relaxation first; items it cannot decide within the room make the core,
 * for which the tables of its first and of its last items give the exact falls, if they are not too large.
 */
export class Exchange {
  /** For each item of the knapsack: the fall if it must be taken, and if it must not. */
  readonly intake: Float64Array
  readonly release: Float64Array
  /** Inner loop passes so far. */
  steps = 0
  readonly #knapsack: Knapsack
  readonly #core: Int32Array
  #coreCount = 0
  /** Capacity and profit left over by the items that are taken within the room in any case. */
  #capacity = 0
  #settledGain = 0
  readonly #first = new Float64Array(largestTable)
  readonly #last = new Float64Array(largestTable)
  #exact = false
  #room = 0

  constructor(knapsack: Knapsack) {
    this.#knapsack = knapsack
    this.intake = new Float64Array(knapsack.profit.length)
    this.release = new Float64Array(knapsack.profit.length)
    this.#core = new Int32Array(knapsack.profit.length)
  }

  /** Works out the changes of the knapsack as it was solved last. */
  workOut(capacity: number, room: number): void {
    this.#room = room
    this.#relax(capacity)
    this.#exact = this.#capacity >= 0 && (this.#coreCount + 1) * (this.#capacity + 1) <= largestTable
    if (!this.#exact) return
    this.#fillTables()
    for (let at = 0; at < this.#coreCount; at++) this.#compare(at)
  }

  /** The fall if an item were taken that brings no profit (but a loss, or nothing). */
  burden(loss: number, load: number): number {
    const { price, relaxed, value } = this.#knapsack
    const fall = loss + price * load - (relaxed - value)
    if (!this.#exact || fall > this.#room) return Math.max(0, fall)
    if (load > this.#capacity) return Number.POSITIVE_INFINITY
    const row = this.#coreCount * (this.#capacity + 1)
    const rest = this.#settledGain + (this.#first[row + this.#capacity - load] as number)
    return Math.max(0, value - rest + loss)
  }

  /** Falls by the linear relaxation; gathers the core. */
  #relax(capacity: number): void {
    const { count, profit, weight, price, relaxed, value } = this.#knapsack
    let coreCount = 0
    let left = capacity
    let gain = 0
    for (let item = 0; item < count; item++) {
      const reduced = (profit[item] as number) - price * (weight[item] as number)
      const fall = Math.max(0, Math.abs(reduced) - (relaxed - value))
      this.intake[item] = reduced > 0 ? 0 : fall
      this.release[item] = reduced > 0 ? fall : 0
      if (fall <= this.#room) this.#core[coreCount++] = item
      else if (reduced > 0) {
        left -= weight[item] as number
        gain += profit[item] as number
      }
    }
    this.#coreCount = coreCount
    this.#capacity = left
    this.#settledGain = gain
    this.steps += count
  }

  #fillTables(): void {
    const { profit, weight } = this.#knapsack
    const core = this.#core
    const count = this.#coreCount
    const width = this.#capacity + 1
    const first = this.#first
    const last = this.#last
    first.fill(0, 0, width)
    last.fill(0, count * width, (count + 1) * width)
    for (let at = 0; at < count; at++) {
      const item = core[at] as number
      fillRow(first, at * width, (at + 1) * width, width, profit[item] as number, weight[item] as number)
    }
    for (let at = count - 1; at >= 0; at--) {
      const item = core[at] as number
      fillRow(last, (at + 1) * width, at * width, width, profit[item] as number, weight[item] as number)
    }
    this.steps += 2 * count * width
  }

  /** Joins the tables before and behind an item of the core over every share of the capacity. */
  #compare(at: number): void {
    const { profit, weight, value } = this.#knapsack
    const first = this.#first
    const last = this.#last
    const item = this.#core[at] as number
    const width = this.#capacity + 1
    const load = weight[item] as number
    const before = at * width
    const end = (at + 1) * width + this.#capacity
    let without = 0
    let beside = Number.NEGATIVE_INFINITY
    for (let used = 0; used < width; used++) {
      const head = first[before + used] as number
      const alone = head + (last[end - used] as number)
      if (alone > without) without = alone
      if (used + load >= width) continue
      const joint = head + (last[end - used - load] as number)
      if (joint > beside) beside = joint
    }
    this.steps += width
    const rest = value - this.#settledGain
    this.release[item] = Math.max(0, rest - without)
    this.intake[item] = Math.max(0, rest - beside - (profit[item] as number))
  }
}

/** The row of a table with one more item than the row `from`. */
function fillRow(
  table: Float64Array,
  from: number,
  to: number,
  width: number,
  gain: number,
  load: number,
): void {
  for (let filled = 0; filled < width; filled++) {
    const without = table[from + filled] as number
    const taken = filled >= load ? (table[from + filled - load] as number) + gain : 0
    table[to + filled] = taken > without ? taken : without
  }
}
