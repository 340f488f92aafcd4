import type { AccessRule } from '../../../platform/graph/access.js'

const author = { for: ['MEMBER'], scope: 'initiatives:write' } as const
const decision = { for: ['COORDINATOR'] } as const
const either = { for: ['MEMBER', 'COORDINATOR'], scope: 'initiatives:write' } as const

/** Who may do what with an initiative; in which state, `initiativeLife` tells. */
export const initiativeAccess = {
  /** What is not public of it. */
  read: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
  draft: author,
  edit: author,
  remove: author,
  submit: author,
  withdraw: author,
  propose: author,
  requestChanges: decision,
  reject: decision,
  schedule: decision,
  publish: decision,
  pause: either,
  resume: either,
  end: either,
  /** What waits for the town. */
  worklist: decision,
} as const satisfies Record<string, AccessRule>
