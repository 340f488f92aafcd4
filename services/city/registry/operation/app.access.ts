import type { AccessRule } from '../../../../platform/graph/access.js'

const read = { for: ['MEMBER', 'COORDINATOR'], scope: 'read' } as const satisfies AccessRule
const write = { for: ['MEMBER'], scope: 'operations:write' } as const satisfies AccessRule

/** Who may read and change what frontends ask. */
export const frontendAppAccess = {
  ofOrganization: read,
  find: read,
  register: write,
  remove: write,
  registerOperations: write,
  removeOperations: write,
} as const satisfies Record<string, AccessRule>
