import { daysAsWindow } from '../../../../../matching/availability/open-windows.js'
import { dayMs } from '../../../../../matching/availability/wall-clock.js'
import { townZone } from '../../../../../platform/town/zone.js'

/** When something is used, and until when an answer is of use. */
export interface Use {
  /** First moment. */
  from: Date
  /** The moment after the last one. */
  to: Date
  /** Last day on which an answer is of use, `YYYY-MM-DD`; null where there is none. */
  deadline: string | null
}

/**
 * Until when a provider may confirm: as many days as the policy gives, but before the use begins where that is more than
 * a day ahead, so that nobody stands before a closed door. What begins sooner may be confirmed until it is over. Nothing
 * may after the need's deadline, whose day ends by the town's clocks.
 */
export function confirmBy(now: Date, { from, to, deadline }: Use, policyDays: number): Date {
  const [, endOfDeadline] = deadline === null ? [0, Infinity] : daysAsWindow(deadline, deadline, townZone)
  const inTerm = now.getTime() + policyDays * dayMs
  const beginning = from.getTime() > now.getTime() + dayMs ? from : to
  return new Date(Math.min(inTerm, beginning.getTime(), endOfDeadline))
}
