import type { Need } from '../../problem.js'
import { stepsBelow } from '../../skills.js'
import type { Miss } from '../rejection.js'
import { oncePerTrait, traitsOf } from '../traits.js'
import type { HardRule } from './rule.js'

/** Every skill that is asked for is there, itself or as a more special one. */
export const skills: HardRule = ({ needs, resources, skillAncestors }) => {
  const traits = traitsOf(resources, ({ skills }) => JSON.stringify(skills))
  return (index) => {
    const asked = (needs[index] as Need).skills
    if (asked.length === 0) return null
    return oncePerTrait(traits, (resource): Miss | null => {
      const had = resources[resource]?.skills ?? []
      const lacking = asked.filter((skill) => stepsBelow(skill, had, skillAncestors) === null)
      return lacking.length === 0 ? null : { by: lacking.length, unit: 'SKILLS', lacking }
    })
  }
}
