import type { AccessRule } from '../../../platform/graph/access.js'

const author = { for: ['MEMBER'], scope: 'goods:write' } as const

/** Who may do and read what of resources and needs. */
export const goodsAccess = {
  offer: author,
  state: author,
  update: author,
  withdraw: author,
  withdrawalReason: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
} as const satisfies Record<string, AccessRule>
