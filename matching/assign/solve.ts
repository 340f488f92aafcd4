import { branch } from './branch.js'
import { eject } from './eject.js'
import { Filling } from './filling.js'
import { type Ends, endsOf, solveFlow } from './flow.js'
import { improve } from './neighbourhood.js'
import { type Layout, layoutOf, type Packing, worthOf } from './packing.js'
import { findPrices, type Prices } from './prices.js'
import { partsOf, reduced } from './reduce.js'
import type { Watch } from './watch.js'
import { jobsOf, solveWholes } from './whole.js'

/** Amounts of items, and what no amounts are worth more than. */
export interface Answer {
  amounts: Float64Array
  bound: bigint
  /** What `most` of each item seems to gain beyond what its limits are worth; 0 where that is not known. */
  gains: Float64Array
}

/** Cells of a tableau up to which a packing is small enough for the simplex method. */
const mostCells = 40_000
/** Cells gone through at most: about a second. */
const branchWork = 4e8
const priceRounds = 500
/** Items of a neighbourhood that is decided anew, turn by turn. */
const sizes = [40, 100, 250, 250]
/** Cells gone through for neighbourhoods in a turn, for each item and at most: up to some seconds. */
const workPerItem = 2e5
const mostWork = 1e9

/**
 * Good amounts for all items, mostly the best.
 *
 * Where all limits are amounts of needs and resources and any part is of use, it is a flow, and solved as such. What is small
 * enough otherwise is solved by branch and bound. For the rest prices are found, which give a bound and tell what each item
 * deserves; what is filled in by these is made better by ejection and by solving neighbourhoods.
 *
 * The same packing has the same answer unless the time is up.
 *
 * @param known the answer before there were more rows: where the packing is large it is mended
 */
export function solve(packing: Packing, watch: Watch, known?: Answer): Answer {
  const [amounts, gains] = [new Float64Array(packing.items.length), new Float64Array(packing.items.length)]
  const whole = reduced(packing)
  let bound = 0n
  for (const part of partsOf(whole.packing)) {
    const places = part.places.map((place) => whole.places[place] as number)
    const inside = (all: Float64Array) => Float64Array.from(places, (place) => all[place] as number)
    const before = known && { amounts: inside(known.amounts), gains: inside(known.gains) }
    const answer = solvePart(layoutOf(part.packing), watch, before)
    bound += answer.bound
    for (const [index, place] of places.entries()) {
      amounts[place] = answer.amounts[index] as number
      gains[place] = answer.gains?.[index] ?? 0
    }
  }
  return { amounts, gains, bound: known && known.bound < bound ? known.bound : bound }
}

type Known = Pick<Answer, 'amounts' | 'gains'>
type Solved = Omit<Answer, 'gains'> & Partial<Answer>

function solvePart(layout: Layout, watch: Watch, before?: Known): Solved {
  const { packing } = layout
  if (layout.rows === 0) return { amounts: layout.most, bound: worthOf(packing, layout.most) }
  const ends = endsOf(layout)
  if (ends.isAll && layout.least.every((amount) => amount <= 1)) return solveFlow(layout, ends, watch)
  if (layout.items * layout.rows <= mostCells) return solveSmall(layout, watch)
  return before ? mend(layout, before, watch) : solveLarge(layout, ends, watch)
}

function solveSmall(layout: Layout, watch: Watch): Solved {
  const isOver = () => watch.isOver()
  const known = filled(layout, layout.score)
  eject(known, byKey(layout, layout.score), { tries: 4 * layout.items, isOver })
  return branch(layout, known.amounts, { work: branchWork, isOver })
}

function solveLarge(layout: Layout, ends: Ends, watch: Watch): Solved {
  const isOver = () => watch.isOver()
  const flow = solveFlow(layout, ends, watch)
  const shares = flow.amounts.map((amount, item) => amount / (layout.most[item] as number))
  const jobs = jobsOf(layout)
  const wholes = jobs && solveWholes(layout, jobs, watch.part(0.5))
  let best = [layout.score, shares, ...(wholes ? [wholes.amounts] : [])]
    .map((keys) => filled(layout, keys))
    .reduce(better)
  let bound = wholes && wholes.bound < flow.bound ? wholes.bound : flow.bound
  let prices: Prices = { prices: flow.prices, shares }
  let gains: Float64Array = new Float64Array(layout.items)
  for (const size of sizes) {
    if (bound === worthOf(layout.packing, best.amounts) || isOver()) break
    const priced = findPrices(layout, prices, best.worth, { rounds: priceRounds, isOver })
    prices = priced
    gains = priced.gains
    bound = priced.bound < bound ? priced.bound : bound
    best = [best, filled(layout, priced.shares)].reduce(better)
    refine(best, gains, bound, size, isOver)
  }
  return { amounts: best.amounts, bound, gains }
}

/** The amounts before, as far as they keep the rows, made better. */
function mend(layout: Layout, { amounts, gains }: Known, watch: Watch): Solved {
  const filling = new Filling(layout)
  const order = byKey(layout, layout.score)
  for (const item of order) {
    const amount = Math.min(filling.room(item), amounts[item] as number)
    if (amount >= (layout.least[item] as number)) filling.give(item, amount)
  }
  filling.fill(order)
  filling.settle()
  const bound = worthOf(layout.packing, layout.most)
  refine(filling, gains, bound, sizes[1] ?? 0, () => watch.isOver())
  return { amounts: filling.amounts, bound, gains }
}

/** @param gains what each item gains beyond the prices of its rows: much less than nothing for what is hardly worth a try */
function refine(
  filling: Filling,
  gains: Float64Array,
  bound: bigint,
  size: number,
  isOver: () => boolean,
): void {
  const { layout, amounts } = filling
  const gap = Number(bound) - filling.worth
  const order = byKey(layout, gains).filter((item) => (gains[item] as number) >= -gap)
  eject(filling, order, { tries: 2 * layout.items, isOver })
  const nearness = gains.map((gain, item) => -Math.abs(gain) / worthAll(layout, item))
  const seeds = order.filter((item) => (amounts[item] as number) < (layout.most[item] as number))
  const work = Math.min(mostWork, workPerItem * layout.items)
  improve(filling, { order: seeds, nearness, size, work, isOver })
}

function worthAll({ score, most }: Layout, item: number): number {
  return (score[item] as number) * (most[item] as number)
}

/** The best filled in first. */
function filled(layout: Layout, keys: Float64Array): Filling {
  const filling = new Filling(layout)
  filling.fill(byKey(layout, keys))
  filling.settle()
  return filling
}

function byKey({ score }: Layout, keys: Float64Array): number[] {
  return [...keys.keys()].sort(
    (a, b) =>
      (keys[b] as number) - (keys[a] as number) || (score[b] as number) - (score[a] as number) || a - b,
  )
}

function better(a: Filling, b: Filling): Filling {
  return b.worth > a.worth ? b : a
}
