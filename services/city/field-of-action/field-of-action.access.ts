import type { AccessRule } from '../../../platform/graph/access.js'

/** The strategy is the town's own: everybody reads it, coordinators write it. */
export const fieldOfActionAccess = {
  add: { for: ['COORDINATOR'] },
  update: { for: ['COORDINATOR'] },
  reorder: { for: ['COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
