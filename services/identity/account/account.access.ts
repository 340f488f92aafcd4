import type { AccessRule } from '../../../platform/graph/access.js'

/** People's own accounts are theirs; administrators find them to give roles. */
export const accountAccess = {
  list: { for: ['ADMINISTRATOR'] },
  export: { for: ['SIGNED_IN'] },
  erase: { for: ['SIGNED_IN'] },
} as const satisfies Record<string, AccessRule>
