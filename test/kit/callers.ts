import { type Caller, type MemberRole, type Scope, scopes } from '../../platform/caller/caller.js'

/** A person with a role in an organization. */
export function memberOf(
  organization: string,
  role: MemberRole = 'MEMBER',
  subject = `${role}-${organization}`,
): Caller {
  return { subject, roles: [], memberships: [{ organization, role }] }
}

/** An API key of an organization. */
export function keyOf(organization: string, allowed: readonly Scope[] = scopes): Caller {
  return {
    subject: `key:${organization}`,
    roles: [],
    memberships: [{ organization, role: 'MEMBER' }],
    scopes: allowed,
  }
}

/** A person who is signed in and nothing else. */
export const person: Caller = { subject: 'person', roles: [], memberships: [] }

export const coordinator: Caller = { subject: 'coordinator', roles: ['coordinator'], memberships: [] }

export const administrator: Caller = { subject: 'administrator', roles: ['administrator'], memberships: [] }
