/**
 * Splittable goods: so much of each source goes along each arc to a sink that the total value is greatest. Nothing is
 * forced: a sink may be filled in part or not at all, and an arc that is worth nothing is never used.
 *
 * All amounts are integers from 0 to `Number.MAX_SAFE_INTEGER`.
 */
export interface Transport {
  /** What each source has. */
  supply: Float64Array
  /** What each sink can take. */
  demand: Float64Array
  /** Of each arc: the index of its source. Several arcs may join the same two. */
  source: Int32Array
  /** Of each arc: the index of its sink. */
  sink: Int32Array
  /** Of each arc: what one unit along it is worth, an integer; see `mostValue`. */
  value: Float64Array
  /** Of each arc: what it can carry, `Infinity` for any amount. Absent: no arc has a limit of its own. */
  most?: Float64Array
}

/** How much flows, how good that is, and how much better anything could be. */
export interface Solution {
  /** Of each arc of the problem, in its order. */
  flow: Float64Array
  /** Total value of the flow. Exact, and a bigint, because amounts of 10^12 worth 10^6 each leave the exact doubles. */
  objective: bigint
  /** Nothing is worth more. Exact, and valid whenever the search was stopped. */
  bound: bigint
  /** (bound - objective) / bound; 0 if `objective` is the optimum. */
  gap: number
  stoppedBy: 'PROVEN' | 'EXHAUSTED' | 'TIME' | 'CANCELLED'
}

/**
 * Largest value of a unit, positive or negative, among so many sources and sinks: potentials of nodes add up values, times
 * the number of nodes, along a path, and are exact doubles below this. 11 million for 10,000 sources and 10,000 sinks.
 */
export function mostValue({ supply, demand }: Pick<Transport, 'supply' | 'demand'>): number {
  const nodes = supply.length + demand.length + 2
  return Math.floor(Number.MAX_SAFE_INTEGER / (2 * nodes * nodes))
}

/** Refuses what is no problem. Errors: TypeError naming the first entry that is wrong. */
export function checkTransport(problem: Transport): void {
  const { supply, demand, source, sink, value, most } = problem
  checkEntries('supply', supply, supply.length, isAmount)
  checkEntries('demand', demand, demand.length, isAmount)
  checkEntries('source', source, source.length, (index) => index >= 0 && index < supply.length)
  checkEntries('sink', sink, source.length, (index) => index >= 0 && index < demand.length)
  const largest = mostValue(problem)
  checkEntries('value', value, source.length, (unit) => Number.isInteger(unit) && Math.abs(unit) <= largest)
  if (most) checkEntries('most', most, source.length, (amount) => amount === Infinity || isAmount(amount))
}

/** Errors: TypeError if there are not as many entries as there should be, or naming the first that does not fit. */
export function checkEntries(
  name: string,
  entries: Float64Array | Int32Array,
  length: number,
  fits: (entry: number) => boolean,
): void {
  if (entries.length !== length) throw new TypeError(`${name} has ${entries.length} entries, not ${length}`)
  const wrong = entries.findIndex((entry) => !fits(entry))
  if (wrong >= 0) throw new TypeError(`${name}[${wrong}] is ${entries[wrong]}, which is out of range`)
}

export function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0
}

/** What an arc could carry if it were the only one. */
export function roomOf({ supply, demand, source, sink, most }: Transport, arc: number): number {
  return Math.min(
    supply[source[arc] as number] as number,
    demand[sink[arc] as number] as number,
    most?.[arc] ?? Infinity,
  )
}

/** What a flow is worth, exact. */
export function worth({ value }: Pick<Transport, 'value'>, flow: Float64Array): bigint {
  let total = 0n
  for (let arc = 0; arc < flow.length; arc++) {
    if (flow[arc] !== 0) total += BigInt(flow[arc] as number) * BigInt(value[arc] as number)
  }
  return total
}

/** How far an objective may be from the optimum, of the bound. */
export function gapOf(objective: bigint, bound: bigint): number {
  return objective === bound ? 0 : Number(bound - objective) / Number(bound)
}
