import { portionsOf } from '../portion.js'
import type { HardRule } from './rule.js'

/** The resource has an amount that is of use to both, were nothing of it promised. */
export const smallestLot: HardRule = (problem, left) => {
  const portions = portionsOf(problem, left)
  const amounts = Float64Array.from(problem.resources, ({ amount }) => amount)
  return (need) => (resource) => {
    const least = portions.least(need, resource)
    const most = portions.most(need, amounts[resource] as number)
    return least <= most ? null : { by: least - most, unit: 'HUNDREDTHS' }
  }
}
