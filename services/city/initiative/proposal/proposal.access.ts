import type { AccessRule } from '../../../../platform/graph/access.js'

const author = { for: ['MEMBER'], scope: 'initiatives:write' } as const
const decision = { for: ['COORDINATOR'] } as const

/** Who may do what with a proposal; in which state, `proposalLife` tells. */
export const proposalAccess = {
  update: author,
  withdraw: author,
  requestChanges: decision,
  accept: decision,
  reject: decision,
} as const satisfies Record<string, AccessRule>
