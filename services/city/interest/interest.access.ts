import type { AccessRule } from '../../../platform/graph/access.js'

/** Whoever reads a mailbox may follow; that she does, the link in the confirmation mail shows. */
export const interestAccess = {
  follow: { for: ['PUBLIC'] },
} as const satisfies Record<string, AccessRule>
