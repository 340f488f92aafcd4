import type { Need, Resource } from '../../problem.js'
import { stepsBelow } from '../../skills.js'
import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/** Points a skill loses for each level it is more special than what was asked for, and least it has in the end. */
const pointsPerStep = 200
const leastPoints = 200

/** All points for the very skills that are asked for, fewer for more special ones: a specialist is better kept for what only specialists can do. */
export const skills: TermRule = ({ needs, resources, skillAncestors }) => {
  const pointsOf = (asked: string, had: readonly string[]) => {
    const steps = stepsBelow(asked, had, skillAncestors)
    return steps === null ? 0 : Math.max(leastPoints, mostPoints - pointsPerStep * steps)
  }
  return ({ need, resource }) => {
    const asked = (needs[need] as Need).skills
    if (asked.length === 0) return mostPoints
    const had = (resources[resource] as Resource).skills
    return Math.round(asked.reduce((sum, skill) => sum + pointsOf(skill, had), 0) / asked.length)
  }
}
