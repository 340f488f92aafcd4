import type { ScoredCandidate } from '../candidate.js'
import type { Left } from '../filter/left.js'
import type { StoppedBy } from '../plan.js'
import type { Amount, Limits, Problem } from '../problem.js'
import type { Window } from '../windows.js'
import { itemsOf, type Market, marketsOf } from './market.js'
import type { Item, Row } from './packing.js'
import { type Part, partsOf, reduced } from './reduce.js'
import { needRows, resourceRows, windowsInUse } from './rows.js'
import { type Schedule, schedulesOf } from './schedule.js'
import { solve } from './solve.js'
import { type Watch, watchOf } from './watch.js'

/** What a candidate gets. */
export interface Assigned {
  /** Place in the list of candidates. */
  candidate: number
  amount: Amount
  /** When: in order, apart from each other, at least one. */
  windows: readonly Window[]
}

export interface Assignment {
  /** In order of the candidates. */
  assigned: readonly Assigned[]
  /** Sum of amount times score. */
  objective: bigint
  /** No assignment has more. */
  bound: bigint
  stoppedBy: StoppedBy
}

/** How often a part is solved again at most, for there was no time for what it gave. */
const mostRounds = 30

/** What is decided about a market. */
interface Deal {
  market: Market
  items: readonly Item[]
  schedules: readonly Schedule[]
  /** Of the items. */
  amounts: Float64Array
}

/** A part of a market that nothing joins with the rest. */
interface Task {
  deal: Deal
  part: Part
  /** Those there may be too little time in. */
  crowded: readonly Schedule[]
}

/**
 * Decides how much of which resource each need gets, and when: so that the sum of amount times score is as large as can be
 * found, and nothing is given twice.
 *
 * - An allocation of what one need at a time uses takes all the windows of its candidate; of hours and days, which are used up,
 *   only as many as it needs of what is free then. A day is one need's.
 * - Windows of a candidate for something one at a time uses are free of the problem's allocations.
 *
 * The candidates fall apart into tasks, which are solved one after the other, the small ones first; each has a part of the
 * time by its size. Where the time is up, what is left is answered by filling in the best first, with a bound that holds.
 *
 * @param left what the problem's allocations leave
 * @param limits the time counts from now
 */
export function assign(
  problem: Problem,
  candidates: readonly ScoredCandidate[],
  left: Left,
  limits: Limits,
): Assignment {
  const watch = watchOf(limits)
  const deals = marketsOf(problem, candidates).map((market) => dealOf(market, problem))
  const tasks = deals.flatMap((deal) => tasksOf(deal, problem, left))
  tasks.sort((a, b) => a.part.places.length - b.part.places.length)
  let size = tasks.reduce((sum, { part }) => sum + part.places.length, 0)
  let bound = 0n
  for (const [done, task] of tasks.entries()) {
    limits.onProgress?.({ step: 'ASSIGN', done, total: tasks.length })
    bound += solveTask(task, watch.part(task.part.places.length / size)) * BigInt(task.deal.market.step)
    size -= task.part.places.length
  }
  limits.onProgress?.({ step: 'ASSIGN', done: tasks.length, total: tasks.length })
  const assigned = deals.flatMap(settled).sort((a, b) => a.candidate - b.candidate)
  let objective = 0n
  for (const { candidate, amount } of assigned) {
    objective += BigInt(candidates[candidate]?.score ?? 0) * BigInt(amount)
  }
  return {
    assigned,
    objective,
    bound,
    stoppedBy: objective === bound ? 'PROVEN' : (watch.why() ?? 'EXHAUSTED'),
  }
}

function dealOf(market: Market, problem: Problem): Deal {
  const items = itemsOf(market)
  return {
    market,
    items,
    schedules: schedulesOf(market, items, problem),
    amounts: new Float64Array(items.length),
  }
}

function tasksOf(deal: Deal, problem: Problem, left: Left): Task[] {
  const { market, items, schedules } = deal
  const all = items.map(({ most }) => most)
  const byResource = Map.groupBy(items.keys(), (item) => market.candidates[item]?.resource ?? -1)
  const crowds = schedules.map((schedule) => ({ schedule, rows: schedule.rowsBroken(all) }))
  const crowded = crowds.filter(({ rows }) => rows.length > 0)
  const whole = reduced({
    items,
    rows: [
      ...needRows(market, left),
      ...[...byResource].flatMap(([resource, members]) =>
        resourceRows(resource, members, market, problem, left),
      ),
      ...crowded.flatMap(({ rows }) => rows),
    ],
  })
  const newPlace = new Map(whole.places.map((place, index) => [place, index]))
  const together = crowded.map(({ schedule }) => schedule.items.flatMap((item) => newPlace.get(item) ?? []))
  const parts = partsOf(whole.packing, together)
  const byFirst = Map.groupBy(crowded, (_, index) => together[index]?.[0])
  return parts.map(({ packing, places }) => ({
    deal,
    part: { packing, places: places.map((place) => whole.places[place] as number) },
    crowded: places.flatMap((place) => byFirst.get(place) ?? []).map(({ schedule }) => schedule),
  }))
}

/**
 * Decides the amounts of a part, and again with more rows as long as there is no time for them.
 *
 * @returns what no amounts are worth more than
 */
function solveTask({ deal, part, crowded }: Task, watch: Watch): bigint {
  const { items, rows } = part.packing
  const newPlace = new Map(part.places.map((place, index) => [place, index]))
  let answer = solve({ items, rows }, watch)
  const more: Row[] = []
  for (let round = 1; ; round++) {
    for (const [index, place] of part.places.entries()) deal.amounts[place] = answer.amounts[index] as number
    const broken = crowded.flatMap((schedule) => schedule.rowsBroken(deal.amounts))
    if (broken.length === 0 || round === mostRounds || watch.isOver()) return answer.bound
    const inside = (row: Row) => row.items.flatMap((item) => newPlace.get(item) ?? [])
    more.push(...broken.map((row) => ({ ...row, items: inside(row) })))
    answer = solve({ items, rows: [...rows, ...more] }, watch, answer)
  }
}

/** The amounts as what the candidates get, with the time for it. */
function settled({ market, schedules, amounts }: Deal): Assigned[] {
  const windowsOf = new Map<number, readonly Window[]>()
  for (const schedule of schedules) {
    for (const [index, { amount, windows }] of schedule.settle(amounts).entries()) {
      const item = schedule.items[index] as number
      amounts[item] = amount
      windowsOf.set(item, windows)
    }
  }
  return market.candidates.flatMap((candidate, item): Assigned[] => {
    const amount = (amounts[item] as number) * market.step
    if (amount === 0) return []
    const windows = windowsOf.get(item) ?? windowsInUse(candidate, market.unit)
    return [{ candidate: market.places[item] as number, amount, windows }]
  })
}
