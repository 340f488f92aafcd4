import type { Need, Resource } from '../../problem.js'
import type { Miss } from '../rejection.js'
import { oncePerTrait, traitsOf } from '../traits.js'
import type { HardRule } from './rule.js'

type Eligibility = Resource['eligibility']

const conditions = {
  fields: ({ field }: Need) => [field],
  organizationKinds: ({ organizationKind }: Need) => [organizationKind],
  districts: ({ districts }: Need) => districts,
} satisfies Record<keyof Eligibility, (need: Need) => readonly string[]>

const names = Object.keys(conditions) as (keyof Eligibility)[]

/** What is missed when some of the conditions are not met: the place in the list has a bit for each. */
const misses = Array.from({ length: 1 << names.length }, (_, bits): Miss => {
  const lacking = names.filter((_, index) => bits & (1 << index))
  return { by: lacking.length, unit: 'CONDITIONS', lacking }
})

/** The need is of those the resource is for. */
export const eligibility: HardRule = ({ needs, resources }) => {
  const traits = names.map((name) =>
    traitsOf(resources, ({ eligibility }) => JSON.stringify(eligibility[name])),
  )
  return (index) => {
    const need = needs[index] as Need
    const bitOf = names.map((name, place) =>
      oncePerTrait(traits[place] as (typeof traits)[number], (resource) =>
        isMet((resources[resource] as Resource).eligibility[name], conditions[name](need)) ? 0 : 1 << place,
      ),
    )
    return (resource) => {
      let bits = 0
      for (const bit of bitOf) bits |= bit(resource)
      return bits === 0 ? null : (misses[bits] as Miss)
    }
  }
}

function isMet(accepted: readonly string[], values: readonly string[]): boolean {
  return accepted.length === 0 || values.some((value) => accepted.includes(value))
}
