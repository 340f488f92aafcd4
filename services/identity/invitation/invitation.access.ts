import type { AccessRule } from '../../../platform/graph/access.js'

/** Inviting is for owners, answering for whoever was invited; neither is for API keys. */
export const invitationAccess = {
  ofOrganization: { for: ['OWNER', 'COORDINATOR'] },
  invite: { for: ['OWNER'] },
  withdraw: { for: ['OWNER'] },
  read: { for: ['SIGNED_IN'] },
  accept: { for: ['SIGNED_IN'] },
  decline: { for: ['SIGNED_IN'] },
} as const satisfies Record<string, AccessRule>
