import {
  type Caller,
  isAdministrator,
  isAnonymous,
  isCoordinator,
  isPerson,
  organizationsOf,
} from '../../../platform/caller/caller.js'

/** What a caller has, in the words in which subgraphs ask for it. */
export interface Rights {
  authenticated: boolean
  /** Names `@requiresScopes` may ask for. */
  scopes: ReadonlySet<string>
  /** Names of `@policy` that are true of the caller; any other is not. */
  policies: ReadonlySet<string>
}

/**
 * What of a caller counts for protected fields (docs/protected-fields.md lists it for partners). Names begin with
 * what they are about, so that no API key's scope can be taken for a role or an organization.
 */
export function rightsOf(caller: Caller): Rights {
  const organizations = organizationsOf(caller).map((id) => `organization:${id}`)
  return {
    authenticated: !isAnonymous(caller),
    scopes: new Set([
      ...(caller.scopes ?? []),
      ...caller.roles.map((role) => `role:${role}`),
      ...organizations,
      ...(isPerson(caller) ? ['account'] : []),
    ]),
    policies: new Set([
      ...(isCoordinator(caller) ? ['coordinator'] : []),
      ...(isAdministrator(caller) ? ['administrator'] : []),
      ...(organizations.length > 0 ? ['member'] : []),
      ...organizations,
    ]),
  }
}
