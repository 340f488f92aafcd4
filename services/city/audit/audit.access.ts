import type { AccessRule } from '../../../platform/graph/access.js'

/** The whole trail is the coordinators'; an organization's owners read what was done to what is theirs. */
export const auditAccess = {
  trail: { for: ['COORDINATOR'] },
  ofOrganization: { for: ['OWNER', 'COORDINATOR'] },
} as const satisfies Record<string, AccessRule>
