import type { Amount, Goods, Problem } from '../problem.js'
import type { Left } from './left.js'

/**
 * What needs may get of resources, time aside: no part of what only is of use as a whole, and no less than the smallest
 * lot of either. Needs and resources are told by their places in the problem's lists.
 */
export interface Portions {
  /** Smallest amount of use to both; more than there is where none is. */
  least(need: number, resource: number): Amount
  /** All the need can take of a supply. */
  most(need: number, supply: Amount): Amount
}

export function portionsOf({ needs, resources, units }: Problem, left: Left): Portions {
  const lacking = Float64Array.from(needs, (_, need) => left.ofNeed(need))
  const ofNeed = Float64Array.from(needs, (need, index) =>
    Math.max(lotOf(need), need.splittable ? 1 : (lacking[index] as number)),
  )
  // What is held comes back whole, so that a part of it may be given in any case.
  const ofResource = Float64Array.from(resources, (resource) =>
    Math.max(
      lotOf(resource),
      resource.splittable || units[resource.unit]?.use === 'HELD' ? 1 : resource.amount,
    ),
  )
  return {
    least: (need, resource) => Math.max(ofNeed[need] as number, ofResource[resource] as number),
    most: (need, supply) => Math.min(lacking[need] as number, supply),
  }
}

function lotOf({ smallestLot }: Goods): Amount {
  return smallestLot ?? 1
}
