import type { AccessRule } from '../../../platform/graph/access.js'

/** Administrators say who acts for the town, people only. */
export const townRoleAccess = {
  grant: { for: ['ADMINISTRATOR'] },
  withdraw: { for: ['ADMINISTRATOR'] },
} as const satisfies Record<string, AccessRule>
