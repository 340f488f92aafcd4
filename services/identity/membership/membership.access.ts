import type { AccessRule } from '../../../platform/graph/access.js'

/** Who belongs to an organization is people's business: no API key reads or changes it. */
export const membershipAccess = {
  members: { for: ['MEMBER', 'COORDINATOR'] },
  email: { for: ['OWNER', 'COORDINATOR'] },
  changeRole: { for: ['OWNER'] },
  remove: { for: ['OWNER'] },
  leave: { for: ['MEMBER'] },
} as const satisfies Record<string, AccessRule>
