/** The largest table (items x capacity) that is filled for a knapsack's core. */
const largestTable = 1 << 18
/** The most branches followed where the table would be too large. */
const mostBranches = 5_000
/** The share of the gap to the linear relaxation that the first, narrow core spans. */
const narrowCore = 1 / 4
/** How far a reduced profit may be off by rounding, as a share of the profits. */
const rounding = 1e-12

/**
 * One agent's 0-1 knapsack: which of its items, of positive profit each, it takes for the greatest profit. Filled by
 * the caller (`count`, `profit`, `weight`), solved in place again and again without allocating.
 *
 * The linear relaxation comes first: the break item by weighted selection (Balas and Zemel, An algorithm for large
 * zero-one knapsack problems, Operations Research 28, 1980). Items whose reduced profit exceeds the relaxation's
 * distance from a greedy filling are settled; the core that is left is solved by a table over the capacity, or where
 * weights are too large for one by branching (Horowitz and Sahni, Journal of the ACM 21, 1974), cut short if need be.
 */
export class Knapsack {
  count = 0
  readonly profit: Float64Array
  readonly weight: Float64Array
  /** 1 for the items taken by the best filling found. */
  readonly taken: Uint8Array
  /** An upper bound of the profit: that of `taken`, unless branching was cut short. */
  value = 0
  /** The upper bound of the linear relaxation. */
  relaxed = 0
  /** What a unit of capacity is worth in the linear relaxation. */
  price = 0
  /** Inner loop passes so far. */
  steps = 0
  readonly #order: Int32Array
  readonly #worth: Float64Array
  readonly #core: Int32Array
  #coreCount = 0
  /** Profit of the core's settled items. */
  #settledGain = 0
  readonly #row = new Float64Array(largestTable)
  readonly #chosen = new Uint8Array(largestTable)
  readonly #branch: Uint8Array

  constructor(size: number) {
    this.profit = new Float64Array(size)
    this.weight = new Float64Array(size)
    this.taken = new Uint8Array(size)
    this.#order = new Int32Array(size)
    this.#worth = new Float64Array(size)
    this.#core = new Int32Array(size)
    this.#branch = new Uint8Array(size)
  }

  solve(capacity: number): void {
    if (this.#takeAll(capacity)) return
    const broken = this.#select(capacity)
    const greedy = this.#fillGreedily(capacity, broken)
    this.value = greedy
    const gap = this.relaxed - greedy
    // A narrow core mostly holds the best filling, and its value then proves it.
    const narrow = gap * narrowCore
    this.#solveCore(capacity, narrow)
    const proven = this.relaxed - this.value
    if (proven > narrow) this.#solveCore(capacity, proven)
  }

  /** Whether everything fits: then it is the answer. */
  #takeAll(capacity: number): boolean {
    const { count, profit, weight, taken } = this
    let total = 0
    let gain = 0
    for (let item = 0; item < count; item++) {
      total += weight[item] as number
      gain += profit[item] as number
      taken[item] = 1
    }
    this.steps += count
    this.value = gain
    this.relaxed = gain
    this.price = 0
    return total <= capacity
  }

  /** Orders the items so that those that fit by worth stand before the break item, whose place it returns. */
  #select(capacity: number): number {
    const { count, profit, weight } = this
    const order = this.#order
    const worth = this.#worth
    for (let item = 0; item < count; item++) {
      order[item] = item
      worth[item] = (profit[item] as number) / (weight[item] as number)
    }
    let low = 0
    let high = count - 1
    let room = capacity
    for (;;) {
      const pivot = worth[order[(low + high) >> 1] as number] as number
      // Three parts: worth more than the pivot up to `equal`, as much up to `less`, less behind.
      let equal = low
      let less = high + 1
      let weightMore = 0
      let weightEqual = 0
      this.steps += less - low
      for (let at = low; at < less; ) {
        const item = order[at] as number
        const value = worth[item] as number
        if (value > pivot) {
          order[at++] = order[equal] as number
          order[equal++] = item
          weightMore += weight[item] as number
        } else if (value < pivot) {
          order[at] = order[--less] as number
          order[less] = item
        } else {
          weightEqual += weight[item] as number
          at++
        }
      }
      if (weightMore > room) high = equal - 1
      else if (weightMore + weightEqual > room) {
        room -= weightMore
        let at = equal
        while ((weight[order[at] as number] as number) <= room)
          room -= weight[order[at++] as number] as number
        return at
      } else {
        room -= weightMore + weightEqual
        low = less
      }
    }
  }

  /** Takes what stands before the break item, then the most profitable ones that still fit; its profit. */
  #fillGreedily(capacity: number, broken: number): number {
    const { count, profit, weight, taken } = this
    const order = this.#order
    let room = capacity
    let gain = 0
    for (let at = 0; at < count; at++) {
      const item = order[at] as number
      if (at < broken) {
        room -= weight[item] as number
        gain += profit[item] as number
      } else taken[item] = 0
    }
    this.price = this.#worth[order[broken] as number] as number
    this.relaxed = gain + room * this.price
    for (;;) {
      let best = -1
      for (let at = broken; at < count; at++) {
        const item = order[at] as number
        if ((weight[item] as number) > room || taken[item]) continue
        if (best < 0 || (profit[item] as number) > (profit[best] as number)) best = item
      }
      this.steps += count - broken
      if (best < 0) return gain
      taken[best] = 1
      room -= weight[best] as number
      gain += profit[best] as number
    }
  }

  /** The best filling that departs from the relaxation only in items of a reduced profit within `gap`. */
  #solveCore(capacity: number, gap: number): void {
    const room = this.#findCore(capacity, gap + rounding * this.relaxed)
    if (room < 0) return
    if (this.#coreCount * (room + 1) <= largestTable) this.#fillTable(room)
    else this.#branchOnCore(room)
  }

  /** Gathers the items of a reduced profit within `gap`; the room they share. */
  #findCore(capacity: number, gap: number): number {
    const { count, profit, weight, price } = this
    let coreCount = 0
    let room = capacity
    let gain = 0
    for (let item = 0; item < count; item++) {
      const reduced = (profit[item] as number) - price * (weight[item] as number)
      if (reduced > gap) {
        room -= weight[item] as number
        gain += profit[item] as number
      } else if (reduced >= -gap) this.#core[coreCount++] = item
    }
    this.#coreCount = coreCount
    this.#settledGain = gain
    this.steps += count
    return room
  }

  /** Dynamic programming over the room for the core; keeps the filling there is where nothing is better. */
  #fillTable(room: number): void {
    const { profit, weight } = this
    const core = this.#core
    const row = this.#row
    const chosen = this.#chosen
    const width = room + 1
    const count = this.#coreCount
    row.fill(0, 0, width)
    chosen.fill(0, 0, count * width)
    for (let at = 0; at < count; at++) {
      const item = core[at] as number
      const gain = profit[item] as number
      const load = weight[item] as number
      const base = at * width
      for (let filled = room; filled >= load; filled--) {
        const sum = (row[filled - load] as number) + gain
        if (sum > (row[filled] as number)) {
          row[filled] = sum
          chosen[base + filled] = 1
        }
      }
    }
    this.steps += count * width
    const best = this.#settledGain + (row[room] as number)
    if (best <= this.value) return
    this.value = best
    this.#takeSettled()
    for (let at = count - 1, filled = room; at >= 0; at--) {
      if (!chosen[at * width + filled]) continue
      const item = core[at] as number
      this.taken[item] = 1
      filled -= weight[item] as number
    }
  }

  /** Takes what is settled, and nothing of the core. */
  #takeSettled(): void {
    const { count, taken } = this
    for (let item = 0; item < count; item++) {
      taken[item] = (this.profit[item] as number) > this.price * (this.weight[item] as number) ? 1 : 0
    }
    for (let at = 0; at < this.#coreCount; at++) taken[this.#core[at] as number] = 0
  }

  /** Depth first over the core in order of worth; keeps the relaxation's bound if it takes too many branches. */
  #branchOnCore(room: number): void {
    const { profit, weight } = this
    const count = this.#coreCount
    const worth = this.#worth
    const core = this.#core.subarray(0, count)
    const branch = this.#branch
    core.sort((a, b) => (worth[b] as number) - (worth[a] as number))
    let best = this.value
    let gain = this.#settledGain
    let left = room
    let branches = 0
    for (let at = 0; ; ) {
      let promising = true
      while (at < count && promising) {
        const item = core[at] as number
        // Written so that weightless items, of infinite worth, pass where nothing is left.
        if (gain + left * (worth[item] as number) <= best) promising = false
        else if ((weight[item] as number) > left) branch[at++] = 0
        else {
          branch[at++] = 1
          left -= weight[item] as number
          gain += profit[item] as number
        }
      }
      this.steps += 10
      if (promising && gain > best) {
        best = gain
        this.#takeSettled()
        for (let i = 0; i < count; i++) this.taken[core[i] as number] = branch[i] as number
      }
      do at--
      while (at >= 0 && !branch[at])
      if (at < 0) break
      if (++branches > mostBranches) {
        this.value = this.relaxed
        return
      }
      const item = core[at] as number
      branch[at++] = 0
      left += weight[item] as number
      gain -= profit[item] as number
    }
    this.value = best
  }
}
