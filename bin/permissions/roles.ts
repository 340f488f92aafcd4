import { anonymous, type Caller, scopes } from '../../platform/caller/caller.js'
import { type AccessRule, isAllowed, type Owner } from '../../platform/graph/access.js'

/** Somebody who stands for all of a kind, with what the table of permissions says of them. */
export interface Role {
  name: string
  sentence: string
  caller: Caller
}

/** What a role may do with a thing: of anybody's (or their own organization's), only of the town's, or of nobody's. */
export type Permission = 'YES' | 'FOR_THE_TOWN' | 'NO'

const own: Owner = { organizationId: 'own', town: false }
const towns: Owner = { organizationId: 'town', town: true }

const nobody: Omit<Caller, 'subject'> = { roles: [], memberships: [] }

/** In the order of the table's columns. */
export const roles: readonly Role[] = [
  {
    name: 'everybody',
    sentence: 'Anyone who asks, also without an account.',
    caller: anonymous,
  },
  {
    name: 'signed in',
    sentence: 'A person with an account and a confirmed e-mail address.',
    caller: { ...nobody, subject: 'person' },
  },
  {
    name: 'member',
    sentence: 'A person who belongs to the organization the thing is of, by invitation.',
    caller: { ...nobody, subject: 'member', memberships: [{ organization: 'own', role: 'MEMBER' }] },
  },
  {
    name: 'owner',
    sentence: 'A member who answers for the organization: who registered it, or was invited as an owner.',
    caller: { ...nobody, subject: 'owner', memberships: [{ organization: 'own', role: 'OWNER' }] },
  },
  {
    name: 'coordinator',
    sentence:
      'A person of the town who decides on what partners hand in, and acts for the town; nobody else does. “For the town” means: with what is the town’s own.',
    caller: { ...nobody, subject: 'coordinator', roles: ['coordinator'] },
  },
  {
    name: 'administrator',
    sentence: 'A person of the town who looks after accounts and roles; decides nothing about partners.',
    caller: { ...nobody, subject: 'administrator', roles: ['administrator'] },
  },
  {
    name: 'API key',
    sentence:
      'A program of the organization: what the scopes of its key name, and nothing that is for people.',
    caller: { ...nobody, subject: 'key:own', memberships: [{ organization: 'own', role: 'MEMBER' }], scopes },
  },
]

/** What somebody may do, by the same function that decides when they do it. */
export function permissionOf({ caller }: Role, rule: AccessRule): Permission {
  if (isAllowed(caller, rule, own)) return 'YES'
  return isAllowed(caller, rule, towns) ? 'FOR_THE_TOWN' : 'NO'
}
