import { openingOf } from '../../filter/opening.js'
import type { Need, Resource } from '../../problem.js'
import { lengthOf } from '../../windows.js'
import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/** The part of the need's open time in which the resource is to be had. All points where neither names hours, and for what is spent. */
export const overlap: TermRule = (problem) => {
  const { needs, resources, units } = problem
  const opening = openingOf(needs, problem)
  const lengths = needs.map((_, need) => lengthOf(opening.of(need)))
  return ({ need, resource, windows }) => {
    const wanted = needs[need] as Need
    const { openness } = resources[resource] as Resource
    const hasHours = wanted.openness.availability !== null || openness.availability !== null
    if (!hasHours || units[wanted.unit]?.use === 'SPENT') return mostPoints
    const length = lengths[need] ?? 0
    return length === 0 ? 0 : Math.round((mostPoints * lengthOf(windows)) / length)
  }
}
