import type { AccessRule } from '../../../../platform/graph/access.js'

/** How supply and demand stand all over the town is the coordinators' to know. */
export const overviewAccess = {
  read: { for: ['COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
