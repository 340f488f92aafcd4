import type { AccessRule } from '../../../platform/graph/access.js'

/** The roadmap is the town's own: everybody reads it, coordinators write it. */
export const roadmapAccess = {
  add: { for: ['COORDINATOR'] },
  update: { for: ['COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
