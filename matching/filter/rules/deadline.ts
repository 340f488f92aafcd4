import { daysUntil } from '../../days.js'
import type { Miss } from '../rejection.js'
import type { HardRule } from './rule.js'

/** The last day on which an answer is of use is not over. */
export const deadline: HardRule = ({ needs, horizon, timeZone }) => {
  const daysTo = daysUntil(horizon[0], timeZone)
  return (need) => {
    const day = needs[need]?.deadline ?? null
    const days = day === null ? 0 : daysTo(day)
    if (days >= 0) return null
    const miss: Miss = { by: -days, unit: 'DAYS' }
    return () => miss
  }
}
