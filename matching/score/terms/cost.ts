import type { Resource } from '../../problem.js'
import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/**
 * How little would be tied up without use: of what is held, and goes to one need at a time or only as a whole, the part that
 * the need can use. All points for anything else, since what is not given is left for others.
 */
export const cost: TermRule = ({ resources, units }) => {
  return ({ resource, most }) => {
    const { unit, sharing, splittable, amount } = resources[resource] as Resource
    const isTiedUp = units[unit]?.use === 'HELD' && (sharing === 'EXCLUSIVE' || !splittable)
    return isTiedUp ? Math.round((mostPoints * most) / amount) : mostPoints
  }
}
