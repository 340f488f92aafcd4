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
}
