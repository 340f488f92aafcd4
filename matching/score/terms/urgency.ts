import { daysUntil } from '../../days.js'
import { mostPoints } from '../terms.js'
import type { TermRule } from './term.js'

/** All points up to the first, none from the second on; evenly in between. */
const soonDays = 7
const lateDays = 180

/** How soon an answer is needed: by the deadline or the first day, whichever comes first. No points without either. */
export const urgency: TermRule = ({ needs, horizon, timeZone }) => {
  const daysTo = daysUntil(horizon[0], timeZone)
  const points = needs.map(({ deadline, openness }) => {
    const days = [deadline, openness.validFrom].filter((day) => day !== null).map(daysTo)
    const left = Math.min(lateDays, ...days)
    return Math.round((mostPoints * (lateDays - Math.max(soonDays, left))) / (lateDays - soonDays))
  })
  return ({ need }) => points[need] ?? 0
}
