import { HubError } from '../../../../platform/errors/hub-error.js'
import { ProposalStatus as Status } from './proposal-status.js'

/** What can be done with a proposal. */
export type ProposalStep = 'update' | 'withdraw' | 'requestChanges' | 'accept' | 'reject'

interface Rule {
  by: 'MEMBER' | 'COORDINATOR'
  from: readonly Status[]
  to: Status
  what: string
}

/** The life of a proposal: proposed ⇄ changes requested → accepted, rejected or withdrawn. */
export const proposalLife: Readonly<Record<ProposalStep, Rule>> = {
  update: {
    by: 'MEMBER',
    from: [Status.PROPOSED, Status.CHANGES_REQUESTED],
    to: Status.PROPOSED,
    what: 'written anew',
  },
  withdraw: {
    by: 'MEMBER',
    from: [Status.PROPOSED, Status.CHANGES_REQUESTED],
    to: Status.WITHDRAWN,
    what: 'withdrawn',
  },
  requestChanges: {
    by: 'COORDINATOR',
    from: [Status.PROPOSED],
    to: Status.CHANGES_REQUESTED,
    what: 'sent back for changes',
  },
  accept: { by: 'COORDINATOR', from: [Status.PROPOSED], to: Status.ACCEPTED, what: 'accepted' },
  reject: { by: 'COORDINATOR', from: [Status.PROPOSED], to: Status.REJECTED, what: 'rejected' },
}

/**
 * The state a step leads to.
 *
 * @throws HubError STATE_REFUSED with the states the step fits
 */
export function demandProposalStep(step: ProposalStep, status: Status): Status {
  const { from, to, what } = proposalLife[step]
  if (from.includes(status)) return to
  const message = `The proposal is ${status}; only what is ${from.join(' or ')} can be ${what}.`
  throw new HubError('STATE_REFUSED', message, { details: { status, fits: from } })
}
