import type { AccessRule } from '../../../../platform/graph/access.js'

/** How is matched is the town's to know and to say. */
export const policyAccess = {
  read: { for: ['COORDINATOR'] },
  update: { for: ['COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
