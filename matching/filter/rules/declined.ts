import type { Miss } from '../rejection.js'
import type { HardRule } from './rule.js'

const miss: Miss = { by: 1, unit: 'DECISIONS' }

/** What people declined is not put before them again. */
export const declined: HardRule = ({ needs, resources, declined }) => {
  const ofNeed = Map.groupBy(declined, ({ needId }) => needId)
  return (need) => {
    const pairs = ofNeed.get(needs[need]?.id ?? '')
    if (pairs === undefined) return null
    const ids = new Set(pairs.map(({ resourceId }) => resourceId))
    return (resource) => (ids.has(resources[resource]?.id ?? '') ? miss : null)
  }
}
