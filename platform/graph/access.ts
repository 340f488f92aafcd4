import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { Extensions } from 'type-graphql'
import {
  type Caller,
  hasScope,
  isAdministrator,
  isAnonymous,
  isCoordinator,
  isKey,
  isMember,
  isOwner,
  isPerson,
  type Scope,
} from '../caller/caller.js'
import { HubError } from '../errors/hub-error.js'
import type { SubgraphContext } from './context.js'

/**
 * Who may use a field.
 *
 * - `PUBLIC`: everybody
 * - `SIGNED_IN`: a person who is signed in
 * - `MEMBER`: whoever acts for the organization: its members, its API keys with the scope, coordinators for the town's own
 * - `OWNER`: an owner of the organization; its API keys where the rule names a scope; coordinators for the town's own
 * - `COORDINATOR`, `ADMINISTRATOR`: people with that role of the town
 */
export type Standing = 'PUBLIC' | 'SIGNED_IN' | 'MEMBER' | 'OWNER' | 'COORDINATOR' | 'ADMINISTRATOR'

export interface AccessRule {
  for: readonly Standing[]
  /** What an API key must have been allowed; without it, no key may use the field. */
  scope?: Scope
}

/** The organization something belongs to. */
export interface Owner {
  /** Null where nobody but the town stands behind it. */
  organizationId: string | null
  /** Whether that organization is the town itself. */
  town: boolean
}

interface FieldAccess {
  rule: AccessRule
  /** Tells whom an object with this field belongs to. */
  ownerOf?: (root: never) => Owner
}

export interface DeclaredAccess {
  type: string
  field: string
  rule: AccessRule
}

const who: Record<Standing, string> = {
  PUBLIC: 'everybody',
  SIGNED_IN: 'people who are signed in',
  MEMBER: 'those who act for the organization',
  OWNER: 'owners of the organization',
  COORDINATOR: "the town's coordinators",
  ADMINISTRATOR: 'administrators',
}

/**
 * Declares who may use a field. Every mutation has such a rule; a field without one is public.
 *
 * @param ownerOf tells whom the object belongs to; without it, and for mutations, whoever is in any organization
 *   passes, and the change itself asks `demand` as soon as it knows whose thing it is about
 */
export function Access<Root>(rule: AccessRule, ownerOf?: (root: Root) => Owner) {
  return Extensions({ access: { rule, ownerOf } })
}

/** Whether the caller may; without an owner, whether there is any owner for which the caller might. */
export function isAllowed(caller: Caller, { for: standings, scope }: AccessRule, owner?: Owner): boolean {
  if (standings.includes('PUBLIC')) return true
  if (caller.scopes !== undefined && (scope === undefined || !hasScope(caller, scope))) return false
  return standings.some((standing) => has(caller, standing, owner))
}

/**
 * Lets pass who may do something with what belongs to an owner.
 *
 * @throws HubError UNAUTHENTICATED if nobody is signed in, FORBIDDEN with who may
 */
export function demand(caller: Caller, rule: AccessRule, owner?: Owner): void {
  if (isAllowed(caller, rule, owner)) return
  if (isAnonymous(caller)) {
    throw new HubError('UNAUTHENTICATED', `This is for ${wording(rule)}: sign in, or send an API key.`)
  }
  throw new HubError('FORBIDDEN', `This is for ${wording(rule)}.`)
}

/**
 * Puts the declared rules before the fields' resolvers.
 *
 * @returns all rules, for the table in the docs
 * @throws TypeError if a mutation has none
 */
export function guardFields(schema: GraphQLSchema): DeclaredAccess[] {
  const declared: DeclaredAccess[] = []
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const access = field.extensions.access as FieldAccess | undefined
      if (access === undefined && type === schema.getMutationType()) {
        throw new TypeError(`The mutation ${field.name} does not say who may use it`)
      }
      if (access === undefined) continue
      declared.push({ type: type.name, field: field.name, rule: access.rule })
      if (field.resolve === undefined)
        throw new TypeError(`${type.name}.${field.name} has no resolver to guard`)
      field.resolve = guarded(access, field.resolve)
    }
  }
  return declared
}

function guarded<T>(
  { rule, ownerOf }: FieldAccess,
  resolve: GraphQLFieldResolver<T, SubgraphContext>,
): GraphQLFieldResolver<T, SubgraphContext> {
  return (root, args, context, info) => {
    demand(context.caller, rule, ownerOf?.(root as never))
    return resolve(root, args, context, info)
  }
}

function has(caller: Caller, standing: Standing, owner: Owner | undefined): boolean {
  switch (standing) {
    case 'PUBLIC':
      return true
    case 'SIGNED_IN':
      return isPerson(caller)
    case 'MEMBER':
      return acts(caller, owner, (id) => isMember(caller, id))
    case 'OWNER':
      // What a key may do is told by its scopes; it has no role.
      return acts(caller, owner, (id) => isOwner(caller, id) || (isKey(caller) && isMember(caller, id)))
    case 'COORDINATOR':
      return isCoordinator(caller)
    case 'ADMINISTRATOR':
      return isAdministrator(caller)
  }
}

/** Coordinators act for the town, and nobody else does: membership in the town's own organization counts for nothing. */
function acts(caller: Caller, owner: Owner | undefined, inOrganization: (id: string) => boolean): boolean {
  if (owner === undefined) {
    return (
      isCoordinator(caller) || caller.memberships.some(({ organization }) => inOrganization(organization))
    )
  }
  if (owner.town || owner.organizationId === null) return isCoordinator(caller)
  return inOrganization(owner.organizationId)
}

function wording({ for: standings, scope }: AccessRule): string {
  const people = standings.map((standing) => who[standing]).join(' and ')
  return scope === undefined ? people : `${people} (API keys need the scope "${scope}")`
}
