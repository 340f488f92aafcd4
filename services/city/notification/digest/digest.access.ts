import type { AccessRule } from '../../../../platform/graph/access.js'

/** Everybody chooses for themselves. */
export const digestAccess = {
  read: { for: ['SIGNED_IN'] },
  set: { for: ['SIGNED_IN'] },
} as const satisfies Record<string, AccessRule>
