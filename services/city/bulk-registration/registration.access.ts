import type { AccessRule } from '../../../platform/graph/access.js'

const author = { for: ['MEMBER'], scope: 'initiatives:write' } as const satisfies AccessRule

/** Bulk registration is for those who may draft initiatives; coordinators may look at the report. */
export const registrationAccess = {
  read: { for: ['MEMBER', 'COORDINATOR'], scope: 'initiatives:write' },
  start: author,
  add: author,
  run: author,
  cancel: author,
} as const satisfies Record<string, AccessRule>
