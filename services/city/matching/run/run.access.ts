import type { AccessRule } from '../../../../platform/graph/access.js'

const coordinators = { for: ['COORDINATOR'] } as const satisfies AccessRule

export const runAccess = {
  read: coordinators,
  start: coordinators,
  cancel: coordinators,
} as const satisfies Record<string, AccessRule>
