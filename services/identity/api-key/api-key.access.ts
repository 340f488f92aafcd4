import type { AccessRule } from '../../../platform/graph/access.js'

/** Keys are made and ended by people only. A key that may read sees when it expires; coordinators can stop any. */
export const apiKeyAccess = {
  ofOrganization: { for: ['OWNER', 'COORDINATOR'], scope: 'read' },
  create: { for: ['OWNER'] },
  rotate: { for: ['OWNER'] },
  revoke: { for: ['OWNER', 'COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
