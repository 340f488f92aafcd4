import { HubError } from '../../../../platform/errors/hub-error.js'
import { MatchStatus as Status } from './match-status.js'

/** What can be done with a match. */
export type MatchStep = 'accept' | 'decline' | 'changeAmount' | 'confirm' | 'refuse' | 'release' | 'expire'

/** Who takes a step: coordinators, who offers the resource, who lacks it, or the hub when time is over. */
type StepTaker = 'COORDINATOR' | 'PROVIDER' | 'INITIATIVE' | 'HUB'

interface Rule {
  by: readonly StepTaker[]
  /** For each state it can be done in, the state it leads to. */
  leads: Readonly<Partial<Record<Status, Status>>>
  /** What is refused in any other state, as a clause. */
  what: string
}

/**
 * The life of a match: proposed → accepted (booked) → confirmed. A proposal ends declined, expired or superseded by
 * that of a later run; what is booked ends refused, released or expired. Nothing leads back from an end.
 */
export const matchLife: Readonly<Record<MatchStep, Rule>> = {
  accept: { by: ['COORDINATOR'], leads: { [Status.PROPOSED]: Status.ACCEPTED }, what: 'accepted' },
  decline: { by: ['COORDINATOR'], leads: { [Status.PROPOSED]: Status.DECLINED }, what: 'declined' },
  changeAmount: {
    by: ['COORDINATOR'],
    leads: { [Status.ACCEPTED]: Status.ACCEPTED, [Status.CONFIRMED]: Status.ACCEPTED },
    what: 'given another amount',
  },
  confirm: { by: ['PROVIDER'], leads: { [Status.ACCEPTED]: Status.CONFIRMED }, what: 'confirmed' },
  refuse: { by: ['PROVIDER'], leads: { [Status.ACCEPTED]: Status.REFUSED }, what: 'refused' },
  release: {
    by: ['COORDINATOR', 'PROVIDER', 'INITIATIVE'],
    leads: { [Status.ACCEPTED]: Status.RELEASED, [Status.CONFIRMED]: Status.RELEASED },
    what: 'released',
  },
  expire: {
    by: ['HUB'],
    leads: { [Status.PROPOSED]: Status.EXPIRED, [Status.ACCEPTED]: Status.EXPIRED },
    what: 'expired',
  },
}

/**
 * The state a step leads to.
 *
 * @throws HubError STATE_REFUSED with the states the step fits
 */
export function demandMatchStep(step: MatchStep, status: Status): Status {
  const { leads, what } = matchLife[step]
  const to = leads[status]
  if (to !== undefined) return to
  const fits = Object.keys(leads)
  throw new HubError(
    'STATE_REFUSED',
    `The match is ${status}; only one that is ${fits.join(' or ')} can be ${what}.`,
    { details: { status, fits } },
  )
}
