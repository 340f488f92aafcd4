import { branch } from './branch.js'
import { eject } from './eject.js'
import { byKey, filled } from './filling.js'
import { endsOf, solveFlow } from './flow.js'
import { mend, solveLarge } from './large.js'
import { type Answer, type Layout, layoutOf, type Packing, worthOf } from './packing.js'
import { partsOf, reduced } from './reduce.js'
import type { Watch } from './watch.js'

/** Cells of a tableau up to which a packing may be small enough for branch and bound. */
const mostCells = 40_000
/** Cells gone through at most: about a second. */
const branchWork = 4e8

/**
 * Good amounts for all items, mostly the best.
 *
 * Where all limits are amounts of needs and resources and any part is of use, it is a flow, and solved as such. Otherwise what
 * is small enough is solved by branch and bound, and what that does not bring to its end by `solveLarge`.
 *
 * The same packing has the same answer unless the time is up.
 *
 * @param known the answer before there were more rows: where the packing is large it is mended
 */
export function solve(packing: Packing, watch: Watch, known?: Answer): Answer {
  const size = packing.items.length
  const answer: Answer = { amounts: new Float64Array(size), gains: new Float64Array(size), bound: 0n }
  const whole = reduced(packing)
  for (const part of partsOf(whole.packing)) {
    const places = part.places.map((place) => whole.places[place] as number)
    const inside = (all: Float64Array) => Float64Array.from(places, (place) => all[place] as number)
    const before = known && { ...known, amounts: inside(known.amounts), gains: inside(known.gains) }
    const { amounts, gains, bound } = solvePart(layoutOf(part.packing), watch, before)
    answer.bound += bound
    for (const [index, place] of places.entries()) {
      answer.amounts[place] = amounts[index] as number
      answer.gains[place] = gains[index] as number
    }
  }
  return known && known.bound < answer.bound ? { ...answer, bound: known.bound } : answer
}

function solvePart(layout: Layout, watch: Watch, known?: Answer): Answer {
  const { packing, most, least } = layout
  const gains = new Float64Array(layout.items)
  if (layout.rows === 0) return { amounts: most, gains, bound: worthOf(packing, most) }
  const ends = endsOf(layout)
  if (ends.isAll && least.every((amount) => amount <= 1)) return { ...solveFlow(layout, ends, watch), gains }
  const small = layout.items * layout.rows <= mostCells ? solveSmall(layout, watch) : null
  if (small && small.bound === worthOf(packing, small.amounts)) return { ...small, gains }
  return known ? mend(layout, known, watch) : solveLarge(layout, ends, small, watch)
}

function solveSmall(layout: Layout, watch: Watch): Omit<Answer, 'gains'> {
  const isOver = () => watch.isOver()
  const known = filled(layout, layout.score)
  eject(known, byKey(layout, layout.score), { tries: 4 * layout.items, isOver })
  return branch(layout, known.amounts, { work: branchWork, isOver })
}
