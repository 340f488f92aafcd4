import type { AccessRule } from '../../../../platform/graph/access.js'

const decision = { for: ['COORDINATOR'] } as const
const provider = { for: ['MEMBER'], scope: 'goods:write' } as const

/** Who may do what with matches; in which state, `matchLife` tells. Who sees them, `isVisibleTo` says. */
export const matchAccess = {
  accept: decision,
  decline: decision,
  changeAmount: decision,
  allocate: decision,
  confirm: provider,
  refuse: provider,
  /** Members of both organizations. */
  release: { for: ['MEMBER', 'COORDINATOR'], scope: 'goods:write' },
} as const satisfies Record<string, AccessRule>
