/** What an API key may be allowed; a person may do whatever her roles allow. */
export const scopes = [
  'read',
  'organization:write',
  'initiatives:write',
  'goods:write',
  'webhooks:write',
  'subgraphs:write',
  'operations:write',
] as const

export type Scope = (typeof scopes)[number]

/** Roles the town gives. What partners may do follows from their memberships. */
export const townRoles = ['coordinator', 'administrator'] as const

export type TownRole = (typeof townRoles)[number]

export type MemberRole = 'OWNER' | 'MEMBER'

/** What somebody is in an organization. */
export interface Membership {
  /** Id of the organization. */
  organization: string
  role: MemberRole
}

/** Who asks, as the gateway has found out and subgraphs believe. */
export interface Caller {
  /** Account id, `key:` and the id of an API key, `system:` and a part of the hub, or `anonymous`. */
  subject: string
  roles: readonly TownRole[]
  memberships: readonly Membership[]
  /** What an API key may be used for; undefined for a person. */
  scopes?: readonly Scope[] | undefined
}

export const anonymous: Caller = { subject: 'anonymous', roles: [], memberships: [] }

/** A part of the hub that works by itself, such as timed publication. */
export function systemCaller(part: string): Caller {
  return { subject: `system:${part}`, roles: [], memberships: [] }
}

export function isAnonymous(caller: Caller): boolean {
  return caller.subject === anonymous.subject
}

/** Whether the caller is a person who is signed in; an API key is none. */
export function isPerson(caller: Caller): boolean {
  return !isAnonymous(caller) && !/^(key|system):/.test(caller.subject)
}

/** Whether the caller acts for the organization, as a member, an owner, or one of its keys. */
export function isMember(caller: Caller, organizationId: string | null): boolean {
  return caller.memberships.some(({ organization }) => organization === organizationId)
}

export function isOwner(caller: Caller, organizationId: string | null): boolean {
  return caller.memberships.some(
    ({ organization, role }) => organization === organizationId && role === 'OWNER',
  )
}

export function isCoordinator(caller: Caller): boolean {
  return caller.roles.includes('coordinator')
}

export function isAdministrator(caller: Caller): boolean {
  return caller.roles.includes('administrator')
}

/** Ids of the organizations the caller acts for. */
export function organizationsOf(caller: Caller): string[] {
  return caller.memberships.map(({ organization }) => organization)
}

/** Whether the caller is an API key. */
export function isKey(caller: Caller): boolean {
  return caller.scopes !== undefined
}

/** Whether the caller is a person, or a key that was allowed this. */
export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes === undefined || caller.scopes.includes(scope)
}
