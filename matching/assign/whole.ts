import { solve } from '../generalized-assignment/solve.js'
import { type Layout, loadOf, worthOf } from './packing.js'
import type { Watch } from './watch.js'

/** Sums of worths that are exact numbers there. */
const mostWorth = Number.MAX_SAFE_INTEGER

/** The items as jobs and the rows of resources as agents of a generalized assignment problem. */
export interface Jobs {
  /** The items of each job: at most one of them is taken. */
  options: readonly (readonly number[])[]
  /** The row of each item's resource; -1 where there is none. */
  agent: Int32Array
}

/**
 * The packing as a generalized assignment problem; null if it is none. It is one where every item is taken as a whole or not
 * at all, needs have room for one, and an item is in one row of a resource at most.
 */
export function jobsOf(layout: Layout): Jobs | null {
  const { items, itemStart, itemRows, least, most, packing } = layout
  const ofNeed = packing.rows.map((row) => row.of === 'NEED')
  const job = new Int32Array(items).fill(-1)
  const agent = new Int32Array(items).fill(-1)
  let worth = 0
  for (let item = 0; item < items; item++) {
    if (least[item] !== most[item]) return null
    worth += (layout.score[item] as number) * (most[item] as number)
    for (const row of itemRows.subarray(itemStart[item], itemStart[item + 1])) {
      const known = ofNeed[row] ? job : agent
      if (known[item] !== -1 && !ofNeed[row]) return null
      known[item] = row
    }
  }
  const haveRoomForOne = packing.rows.every((_, row) => !ofNeed[row] || hasRoomForOne(layout, row))
  if (worth > mostWorth || !haveRoomForOne) return null
  const options = Map.groupBy(job.keys(), (item) => (job[item] === -1 ? -1 - item : (job[item] as number)))
  return { options: [...options.values()], agent }
}

function hasRoomForOne({ packing, most, per, capacity }: Layout, row: number): boolean {
  const items = packing.rows[row]?.items ?? []
  const loads = items.map((item) => loadOf(most[item] as number, per[row] as number))
  const [least = 0, next = 0] = loads.sort((a, b) => a - b)
  return least + next > (capacity[row] as number)
}

/** The best wholes that are found, by the method for generalized assignment: its bound is better than that of parts. */
export function solveWholes(layout: Layout, { options, agent }: Jobs, watch: Watch) {
  const { rows, score, most, per, capacity, packing } = layout
  const order = options.flat()
  const jobStart = Int32Array.from({ length: options.length + 1 })
  for (const [job, items] of options.entries()) jobStart[job + 1] = (jobStart[job] as number) + items.length
  const answer = solve(
    {
      // What no row limits weighs nothing, on an agent that is no row.
      capacities: Float64Array.from({ length: rows + 1 }, (_, row) => capacity[row] ?? 0),
      jobStart,
      optionAgent: Int32Array.from(order, (item) => (agent[item] === -1 ? rows : (agent[item] as number))),
      optionCost: Float64Array.from(order, (item) => -(score[item] as number) * (most[item] as number)),
      optionWeight: Float64Array.from(order, (item) => {
        const row = agent[item] as number
        return row === -1 ? 0 : loadOf(most[item] as number, per[row] as number)
      }),
      outCost: new Float64Array(options.length),
    },
    { now: watch.now, timeMs: watch.left(), stop: () => watch.isOver() },
  )
  const amounts = new Float64Array(layout.items)
  for (const option of answer.option ?? []) {
    const item = order[option]
    if (item !== undefined) amounts[item] = most[item] as number
  }
  const all = worthOf(packing, most)
  return { amounts, bound: Number.isFinite(answer.bound) ? BigInt(Math.floor(-answer.bound)) : all }
}
