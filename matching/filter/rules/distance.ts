import { chordSquaredOf, metresOf, pointOf } from '../../distance.js'
import type { Goods } from '../../problem.js'
import type { Miss } from '../rejection.js'
import type { HardRule } from './rule.js'

/**
 * Each is within the radius of the other. Where a place is not known, it is not held against anybody. What is lacking is
 * the radius that is too small: `need`, `resource` or both.
 */
export const distance: HardRule = ({ needs, resources }) => {
  const circles = circlesOf(resources)
  return (index) => {
    const need = needs[index] as Goods
    const here = circlesOf([need])
    if (here.isKnown[0] === 0) return null
    return (other) => {
      if (circles.isKnown[other] === 0) return null
      const chord = chordBetween(here, 0, circles, other)
      if (chord <= (here.reach[0] as number) && chord <= (circles.reach[other] as number)) return null
      return missOf(metresOf(chord), need.radius, resources[other]?.radius ?? null)
    }
  }
}

/** Places with the radius round each, in columns: there are as many pairs as needs times resources. */
interface Circles {
  isKnown: Uint8Array
  /** Three for each: a point on a ball of radius 1. */
  points: Float64Array
  /** Squares of the chords from the middles to the edges. */
  reach: Float64Array
}

function circlesOf(goods: readonly Goods[]): Circles {
  return {
    isKnown: Uint8Array.from(goods, ({ place }) => (place === null ? 0 : 1)),
    points: Float64Array.from(goods.flatMap(({ place }) => (place === null ? [0, 0, 0] : pointOf(place)))),
    reach: Float64Array.from(goods, ({ radius }) => (radius === null ? Infinity : chordSquaredOf(radius))),
  }
}

function chordBetween({ points }: Circles, index: number, there: Circles, other: number): number {
  const [i, j] = [3 * index, 3 * other]
  const x = (points[i] as number) - (there.points[j] as number)
  const y = (points[i + 1] as number) - (there.points[j + 1] as number)
  const z = (points[i + 2] as number) - (there.points[j + 2] as number)
  return x * x + y * y + z * z
}

const tooSmall = { need: ['need'], resource: ['resource'], both: ['need', 'resource'] }

function missOf(metres: number, ofNeed: number | null, ofResource: number | null): Miss {
  const beyondNeed = metres - (ofNeed ?? Infinity)
  const beyondResource = metres - (ofResource ?? Infinity)
  const lacking = beyondResource <= 0 ? 'need' : beyondNeed <= 0 ? 'resource' : 'both'
  // At least 1, where rounding makes the edge a matter of nothing.
  const by = Math.max(1, Math.ceil(Math.max(beyondNeed, beyondResource)))
  return { by, unit: 'METRES', lacking: tooSmall[lacking] }
}
