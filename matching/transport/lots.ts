import { bestFirst, fill } from './fill.js'
import { type Interruption, type SearchLimits, watch } from './limits.js'
import { type Choices, type LotTransport, relaxed } from './lot-choices.js'
import { priceBound } from './price-bound.js'
import { checkEntries, checkTransport, gapOf, isAmount, type Solution, worth } from './transport.js'

export type { LotTransport } from './lot-choices.js'

export interface LotLimits extends SearchLimits {
  /** How many relaxations are solved at most. By default as many as come to `arcsInAll`. */
  relaxations?: number
}

/** How many arcs all relaxations have together, by default: some 20 seconds, whatever the size of the problem. */
const arcsInAll = 10_000_000
/** Rounds of choosing for all arcs of too little at once, to have something good to begin with. */
const startRounds = 10

/** Choices under which the optimum may be, and what nothing under them is worth more than. */
interface Open {
  choices: Choices | null
  bound: bigint
}

interface Search {
  problem: LotTransport
  /** Best first. */
  order: Int32Array
  /** What is left of the time. */
  limits: () => SearchLimits
  /** How many relaxations may still be solved. */
  relaxations: number
  /** The best flow so far, and what it is worth. */
  flow: Float64Array
  objective: bigint
  /** What relaxations that are not proven to have no better flow leave possible. */
  beyond: bigint
}

/**
 * Finds the flow of the greatest value in which each arc carries nothing, or at least its least amount.
 *
 * Branch and bound: a relaxation is solved without the least amounts; one arc that then carries too little is made to carry
 * enough, or nothing, and the two problems this makes are solved in turn. Every relaxation is also made into a flow that
 * will do: arcs of too little are emptied, and what that leaves goes to others, the best first.
 *
 * The same problem has the same answer, unless the time is up or it is cancelled. Errors: as `solveTransport`.
 */
export function solveLots(problem: LotTransport, limits: LotLimits): Solution {
  checkTransport(problem)
  checkEntries('least', problem.least, problem.source.length, isAmount)
  const search = searchOf(problem, limits)
  const watched = watch(limits)
  const free = new Float64Array(problem.supply.length)
  const open: Open[] = []
  let next: Open | undefined = { choices: null, bound: priceBound(problem, free) }
  while (next && next.bound > search.objective) {
    const interruption = watched() ?? (search.relaxations > 0 ? null : 'EXHAUSTED')
    if (interruption) return solutionOf(search, interruption, [next, ...open.slice(-1)])
    next = followed(search, next, open) ?? open.pop()
  }
  return solutionOf(search, watched() ?? 'EXHAUSTED', [])
}

function searchOf(problem: LotTransport, { now, timeMs, stop, relaxations }: LotLimits): Search {
  const end = now() + timeMs
  const order = bestFirst(problem)
  const flow = new Float64Array(problem.value.length)
  fill(problem, order, flow, problem.least)
  return {
    problem,
    order,
    limits: () => ({ now, timeMs: end - now(), ...(stop && { stop }) }),
    relaxations: relaxations ?? Math.ceil(arcsInAll / Math.max(1, problem.value.length)),
    flow,
    objective: worth(problem, flow),
    beyond: 0n,
  }
}

/**
 * Looks what is possible under some choices. If it takes one more to know, the less promising way of it is left open, and
 * the other one is returned.
 */
function followed(search: Search, { choices, bound }: Open, open: Open[]): Open | null {
  const relaxation = examined(search, choices)
  if (!relaxation) return null
  const tighter = relaxation.bound < bound ? relaxation.bound : bound
  const tooSmall = arcsOfTooLittle(search.problem, relaxation.flow)
  if (choices === null) start(search, tooSmall, relaxation.flow)
  if (tighter <= search.objective) return null
  const arc = mostAtStake(search.problem, relaxation.flow, tooSmall)
  if (arc === undefined) {
    search.beyond = tighter > search.beyond ? tighter : search.beyond
    return null
  }
  const carries = isHalf(search.problem, relaxation.flow, arc)
  insert(open, { choices: { arc, carries: !carries, before: choices }, bound: tighter })
  return { choices: { arc, carries, before: choices }, bound: tighter }
}

/** Solves the relaxation, and keeps the flow made of it if it is the best so far. */
function examined(search: Search, choices: Choices | null): Solution | null {
  const { problem, order } = search
  search.relaxations--
  const relaxation = relaxed(problem, choices, search.limits())
  if (!relaxation) return null
  const flow = relaxation.flow.slice()
  for (const arc of arcsOfTooLittle(problem, flow)) flow[arc] = 0
  fill(problem, order, flow, problem.least)
  const objective = worth(problem, flow)
  if (objective > search.objective) Object.assign(search, { flow, objective })
  return relaxation
}

/** Chooses for all arcs of too little at once, again and again, as long as that can be kept to. */
function start(search: Search, tooSmall: Int32Array, flow: Float64Array): void {
  let choices: Choices | null = null
  for (let round = 0; round < startRounds && tooSmall.length > 0; round++) {
    for (const arc of tooSmall) choices = { arc, carries: isHalf(search.problem, flow, arc), before: choices }
    const relaxation = examined(search, choices)
    if (!relaxation) return
    flow = relaxation.flow
    tooSmall = arcsOfTooLittle(search.problem, flow)
  }
}

function arcsOfTooLittle({ least }: LotTransport, flow: Float64Array): Int32Array {
  return Int32Array.from(flow.keys()).filter((arc) => {
    const amount = flow[arc] as number
    return amount > 0 && amount < (least[arc] as number)
  })
}

/** The arc for which both ways change most: what is to be added or taken away, the less of both, times its value. */
function mostAtStake(
  { least, value }: LotTransport,
  flow: Float64Array,
  arcs: Int32Array,
): number | undefined {
  const stake = (arc: number) =>
    Math.min(flow[arc] as number, (least[arc] as number) - (flow[arc] as number)) * (value[arc] as number)
  return arcs.toSorted((one, other) => stake(other) - stake(one))[0]
}

function isHalf({ least }: LotTransport, flow: Float64Array, arc: number): boolean {
  return 2 * (flow[arc] as number) >= (least[arc] as number)
}

/** Behind those of the same bound, so that it is taken before them. */
function insert(open: Open[], added: Open): void {
  let low = 0
  let high = open.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((open[middle] as Open).bound <= added.bound) low = middle + 1
    else high = middle
  }
  open.splice(low, 0, added)
}

/** @param open where something better may still be */
function solutionOf(
  { flow, objective, beyond }: Search,
  stoppedBy: Interruption | 'EXHAUSTED',
  open: Open[],
): Solution {
  const bounds = [beyond, ...open.map(({ bound }) => bound)]
  const bound = bounds.reduce((most, bound) => (bound > most ? bound : most), objective)
  return {
    flow,
    objective,
    bound,
    gap: gapOf(objective, bound),
    stoppedBy: bound === objective ? 'PROVEN' : stoppedBy,
  }
}
