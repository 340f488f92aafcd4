import type { AccessRule } from '../../../platform/graph/access.js'

/** What changed and why is everybody's to know; who changed it is the town's. */
export const versionAccess = {
  changedBy: { for: ['COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
