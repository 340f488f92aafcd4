import type { AccessRule } from '../../../../platform/graph/access.js'

const own = { for: ['MEMBER'], scope: 'subgraphs:write' } as const
const decision = { for: ['COORDINATOR'] } as const
const both = { for: ['MEMBER', 'COORDINATOR'], scope: 'subgraphs:write' } as const

/** Who may do what with partners' subgraphs. About those of an organization coordinators decide who are not in it. */
export const subgraphAccess = {
  /** What everybody may know of those that are live is not guarded: name, organization, status. */
  read: { for: ['MEMBER', 'COORDINATOR'], scope: 'read' },
  register: own,
  check: own,
  publish: own,
  submit: own,
  withdraw: own,
  proveHost: own,
  rotateKey: both,
  approve: decision,
  refuse: decision,
  rollOut: decision,
  suspend: decision,
  resume: decision,
  setTerms: decision,
  rollBack: both,
  retire: both,
} as const satisfies Record<string, AccessRule>
