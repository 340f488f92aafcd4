import { HubError } from '../../../platform/errors/hub-error.js'
import { InitiativeStatus as Status } from './initiative-status.js'

/** What can be done with an initiative as a whole. */
export type InitiativeStep =
  | 'edit'
  | 'remove'
  | 'submit'
  | 'withdraw'
  | 'requestChanges'
  | 'reject'
  | 'schedule'
  | 'publish'
  | 'pause'
  | 'resume'
  | 'end'
  | 'propose'

/** Who may take a step: who acts for the organization behind it, the town's coordinators, or the hub at a set time. */
export type StepTaker = 'MEMBER' | 'COORDINATOR' | 'HUB'

interface Rule {
  by: readonly StepTaker[]
  /** For each state it can be done in, the state it leads to. */
  leads: Readonly<Partial<Record<Status, Status>>>
  /** What is refused in any other state, as a clause. */
  what: string
}

/**
 * The life of an initiative:
 * draft → submitted → published (at once or at a set time) | changes requested | rejected; published ⇄ paused → ended.
 */
export const initiativeLife: Readonly<Record<InitiativeStep, Rule>> = {
  edit: {
    by: ['MEMBER'],
    leads: {
      [Status.DRAFT]: Status.DRAFT,
      [Status.CHANGES_REQUESTED]: Status.CHANGES_REQUESTED,
    },
    what: 'written anew (what is published is changed by a proposal)',
  },
  remove: { by: ['MEMBER'], leads: { [Status.DRAFT]: Status.DRAFT }, what: 'deleted' },
  submit: {
    by: ['MEMBER'],
    leads: { [Status.DRAFT]: Status.SUBMITTED, [Status.CHANGES_REQUESTED]: Status.SUBMITTED },
    what: 'submitted',
  },
  withdraw: {
    by: ['MEMBER'],
    leads: { [Status.SUBMITTED]: Status.DRAFT, [Status.SCHEDULED]: Status.DRAFT },
    what: 'withdrawn',
  },
  requestChanges: {
    by: ['COORDINATOR'],
    leads: {
      [Status.SUBMITTED]: Status.CHANGES_REQUESTED,
      [Status.SCHEDULED]: Status.CHANGES_REQUESTED,
    },
    what: 'sent back for changes',
  },
  reject: {
    by: ['COORDINATOR'],
    leads: { [Status.SUBMITTED]: Status.REJECTED, [Status.SCHEDULED]: Status.REJECTED },
    what: 'rejected',
  },
  schedule: {
    by: ['COORDINATOR'],
    leads: { [Status.SUBMITTED]: Status.SCHEDULED, [Status.SCHEDULED]: Status.SCHEDULED },
    what: 'approved',
  },
  publish: {
    by: ['COORDINATOR', 'HUB'],
    leads: { [Status.SUBMITTED]: Status.PUBLISHED, [Status.SCHEDULED]: Status.PUBLISHED },
    what: 'approved',
  },
  pause: {
    by: ['MEMBER', 'COORDINATOR'],
    leads: { [Status.PUBLISHED]: Status.PAUSED },
    what: 'paused',
  },
  resume: {
    by: ['MEMBER', 'COORDINATOR'],
    leads: { [Status.PAUSED]: Status.PUBLISHED },
    what: 'resumed',
  },
  end: {
    by: ['MEMBER', 'COORDINATOR'],
    leads: { [Status.PUBLISHED]: Status.ENDED, [Status.PAUSED]: Status.ENDED },
    what: 'ended',
  },
  propose: {
    by: ['MEMBER'],
    leads: { [Status.PUBLISHED]: Status.PUBLISHED, [Status.PAUSED]: Status.PAUSED },
    what: 'changed by a proposal',
  },
}

/**
 * The state a step leads to.
 *
 * @throws HubError STATE_REFUSED with the states the step fits
 */
export function demandStep(step: InitiativeStep, from: Status): Status {
  const { leads, what } = initiativeLife[step]
  const to = leads[from]
  if (to !== undefined) return to
  const fits = Object.keys(leads)
  throw new HubError('STATE_REFUSED', `It is ${from}; only what is ${fits.join(' or ')} can be ${what}.`, {
    details: { status: from, fits },
  })
}
