import { minuteMs } from '../../availability/wall-clock.js'
import type { Amount, Need, UnitOfUse } from '../../problem.js'
import { lengthOf } from '../../windows.js'
import type { Free } from '../free.js'
import type { Meeting } from '../meeting.js'
import type { Miss } from '../rejection.js'
import { shortOf } from './availability.js'

/**
 * Enough of the resource is free. It is asked where enough of it is open.
 *
 * @param least smallest amount that is of use
 */
export function taken(
  { openness }: Need,
  least: Amount,
  meeting: Meeting,
  { amount, windows, room }: Free,
  unit: UnitOfUse,
): Miss | null {
  const lost = lengthOf(meeting.windows()) - lengthOf(windows)
  const isAsked = unit.use === 'HELD' && openness.availability !== null
  if (lost > 0 && (isAsked || windows.length === 0)) return hours(lost, unit)
  if (least > room) return shortOf(least - room, unit)
  return least > amount ? { by: least - amount, unit: 'HUNDREDTHS' } : null
}

function hours(length: number, { use, counts }: UnitOfUse): Miss {
  const minutes = Math.ceil(length / minuteMs)
  const isInDays = use === 'SPENT' || counts === 'DAYS'
  return isInDays ? { by: Math.ceil(minutes / 1440), unit: 'DAYS' } : { by: minutes, unit: 'MINUTES' }
}
