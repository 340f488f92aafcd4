import { Random } from '../generalized-assignment/random.js'
import { eject } from './eject.js'
import { byKey, Filling, filled } from './filling.js'
import { type Ends, solveFlow } from './flow.js'
import { improve } from './neighbourhood.js'
import { type Answer, type Layout, worthOf } from './packing.js'
import { findPrices, type Prices } from './prices.js'
import type { Watch } from './watch.js'
import { jobsOf, solveWholes } from './whole.js'

const priceRounds = 500
/** Items of a neighbourhood that is decided anew, turn by turn. */
const sizes = [40, 100, 250, 100, 250, 100, 250]
/** A turn is idle that closes less than this part of the gap; after so many of them in a row there are no more. */
const leastProgress = 0.005
const mostIdle = 2
/** Cells gone through for neighbourhoods in a turn, for each item and at most: up to a second or so. */
const workPerItem = 1e5
const mostWork = 2.5e8

/**
 * Good amounts for a packing too large to be solved exactly. What there would be as a flow, and as generalized assignment if
 * it is one, gives a bound and something to begin with. Then, turn by turn, prices are found, which lower the bound and
 * tell what each item deserves, and what is filled in by these is made better by ejection and by solving neighbourhoods.
 *
 * @param first what is known already
 */
export function solveLarge(
  layout: Layout,
  ends: Ends,
  first: Omit<Answer, 'gains'> | null,
  watch: Watch,
): Answer {
  const isOver = () => watch.isOver()
  const flow = solveFlow(layout, ends, watch)
  const shares = flow.amounts.map((amount, item) => amount / (layout.most[item] as number))
  const jobs = jobsOf(layout)
  const wholes = jobs && solveWholes(layout, jobs, watch.part(0.5))
  let best = [filled(layout, layout.score), filled(layout, shares)].reduce(better)
  let { bound } = flow
  for (const known of [first, wholes]) {
    if (known === null) continue
    best = better(best, refilled(layout, known.amounts))
    bound = known.bound < bound ? known.bound : bound
  }
  let prices: Prices = { prices: flow.prices, shares }
  let gains: Float64Array = new Float64Array(layout.items)
  const random = new Random(1)
  let idle = 0
  for (const size of sizes) {
    if (idle >= mostIdle || bound === worthOf(layout.packing, best.amounts) || isOver()) break
    const before = best.worth
    const priced = findPrices(layout, prices, best.worth, { rounds: priceRounds, isOver })
    prices = priced
    gains = priced.gains
    bound = priced.bound < bound ? priced.bound : bound
    best = better(best, filled(layout, priced.shares))
    refine(best, gains, { bound, size, random, isOver })
    idle = best.worth - before < leastProgress * (Number(bound) - before) ? idle + 1 : 0
  }
  return { amounts: best.amounts, bound, gains }
}

/** Makes amounts of before good again that may break rows that are new. */
export function mend(layout: Layout, { amounts, gains }: Answer, watch: Watch): Answer {
  const filling = refilled(layout, amounts)
  const bound = worthOf(layout.packing, layout.most)
  refine(filling, gains, { bound, size: sizes[1] ?? 0, random: new Random(1), isOver: () => watch.isOver() })
  return { amounts: filling.amounts, bound, gains }
}

/** These amounts, as far as they keep the rows, and what else there is room for. */
function refilled(layout: Layout, amounts: Float64Array): Filling {
  const filling = new Filling(layout)
  const order = byKey(layout, layout.score)
  for (const item of order) {
    const amount = Math.min(filling.room(item), amounts[item] as number)
    if (amount >= (layout.least[item] as number)) filling.give(item, amount)
  }
  filling.fill(order)
  filling.settle()
  return filling
}

/** @param gains what each item gains beyond the prices of its rows: much less than nothing for what is hardly worth a try */
function refine(
  filling: Filling,
  gains: Float64Array,
  { bound, size, random, isOver }: { bound: bigint; size: number; random: Random; isOver: () => boolean },
): void {
  const { layout, amounts } = filling
  const gap = Number(bound) - filling.worth
  const order = byKey(layout, gains).filter((item) => (gains[item] as number) >= -gap)
  eject(filling, order, { tries: 2 * layout.items, isOver })
  // By chance some are nearer than others, so that not all turns have the same neighbourhoods.
  const nearness = gains.map(
    (gain, item) => (-Math.abs(gain) / worthAll(layout, item)) * (1 + random.below(1000) / 250),
  )
  const seeds = order.filter((item) => (amounts[item] as number) < (layout.most[item] as number))
  const work = Math.min(mostWork, workPerItem * layout.items)
  improve(filling, { order: seeds, nearness, size, work, isOver })
}

function worthAll({ score, most }: Layout, item: number): number {
  return (score[item] as number) * (most[item] as number)
}

function better(a: Filling, b: Filling): Filling {
  return b.worth > a.worth ? b : a
}
