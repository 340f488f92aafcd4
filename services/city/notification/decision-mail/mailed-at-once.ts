/** What somebody is to whoever is written to: as identity calls it. */
export type RecipientRole = 'COORDINATOR' | 'OWNER' | 'MEMBER'

/** Events that people are told of at once, by a mail of their own, whatever they have chosen for digests. */
export const mailedAtOnce: Readonly<Record<string, readonly RecipientRole[]>> = {
  'initiative.changes-requested': ['OWNER', 'MEMBER'],
  'initiative.rejected': ['OWNER', 'MEMBER'],
  'initiative.scheduled': ['OWNER', 'MEMBER'],
  'initiative.published': ['OWNER', 'MEMBER'],
  'initiative.reason-given': ['OWNER', 'MEMBER'],
  'initiative.proposal-changes-requested': ['OWNER', 'MEMBER'],
  'initiative.proposal-accepted': ['OWNER', 'MEMBER'],
  'initiative.proposal-rejected': ['OWNER', 'MEMBER'],
  'organization.suspended': ['OWNER', 'MEMBER'],
  'organization.verification-due': ['OWNER'],
  'webhook.disabled': ['OWNER', 'COORDINATOR'],
  'subgraph.refused': ['OWNER', 'MEMBER'],
  'subgraph.suspended': ['OWNER', 'MEMBER'],
  'subgraph.left-out': ['OWNER', 'MEMBER', 'COORDINATOR'],
  // Where a side is the town itself, its coordinators are written to.
  'match.accepted': ['OWNER', 'MEMBER', 'COORDINATOR'],
  'match.confirmed': ['OWNER', 'MEMBER', 'COORDINATOR'],
  'match.refused': ['OWNER', 'MEMBER', 'COORDINATOR'],
  'match.released': ['OWNER', 'MEMBER', 'COORDINATOR'],
  'match.expired': ['OWNER', 'MEMBER', 'COORDINATOR'],
}

/** Of events that two organizations are told, each by its own, the `data.side` that is not written to: it did it itself. */
export const notMailed: readonly { type: string; side: string }[] = [
  { type: 'match.accepted', side: 'INITIATIVE' },
  { type: 'match.confirmed', side: 'PROVIDER' },
  { type: 'match.refused', side: 'PROVIDER' },
]
