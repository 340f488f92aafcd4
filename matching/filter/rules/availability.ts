import type { Amount, UnitOfUse } from '../../problem.js'
import type { Meeting } from '../meeting.js'
import type { Miss } from '../rejection.js'

/**
 * The resource is open when the need needs it, were nothing of it promised; of hours and days, long enough for what is
 * of use.
 *
 * @param least smallest amount that is of use
 */
export function availability({ miss, room }: Meeting, least: Amount, unit: UnitOfUse): Miss | null {
  return miss ?? (least > room ? shortOf(least - room, unit) : null)
}

/** So many hundredths of time. */
export function shortOf(hundredths: Amount, { counts }: UnitOfUse): Miss {
  return counts === 'DAYS'
    ? { by: Math.ceil(hundredths / 100), unit: 'DAYS' }
    : { by: Math.ceil(hundredths * 0.6), unit: 'MINUTES' }
}
