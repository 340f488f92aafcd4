import { chordSquared, metresOf, pointOf } from '../../distance.js'
import type { Goods } from '../../problem.js'
import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/** What is far where nobody says so, metres. */
const farMetres = 20_000

const pointsWhereUnknown = 500

/** All points at the same place, none at the smaller radius of the two or, where neither has one, at 20 km; evenly in between. */
export const distance: TermRule = ({ needs, resources }) => {
  const located = ({ place }: Goods) => (place === null ? null : pointOf(place))
  const wanted = needs.map(located)
  const offered = resources.map(located)
  return ({ need, resource }) => {
    const here = wanted[need] ?? null
    const there = offered[resource] ?? null
    if (here === null || there === null) return pointsWhereUnknown
    const radius = Math.min(needs[need]?.radius ?? Infinity, resources[resource]?.radius ?? Infinity)
    const far = radius === Infinity ? farMetres : radius
    const metres = metresOf(chordSquared(here, there))
    if (metres === 0) return mostPoints
    return metres >= far ? 0 : Math.round(mostPoints * (1 - metres / far))
  }
}
