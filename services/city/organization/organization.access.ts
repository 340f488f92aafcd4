import type { AccessRule } from '../../../platform/graph/access.js'

/** Who may do and read what of organizations. */
export const organizationAccess = {
  register: { for: ['SIGNED_IN'] },
  possibleDuplicates: { for: ['SIGNED_IN'] },
  update: { for: ['OWNER', 'COORDINATOR'], scope: 'organization:write' },
  verify: { for: ['COORDINATOR'] },
  suspend: { for: ['COORDINATOR'] },
  liftSuspension: { for: ['COORDINATOR'] },
  merge: { for: ['COORDINATOR'] },
  contact: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
  suspensionReason: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
} as const satisfies Record<string, AccessRule>
