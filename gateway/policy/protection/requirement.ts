import type { Rights } from './rights.js'

/** Alternatives: one inner list is enough, and all of its names are needed; none at all can never be met. */
export type Alternatives = readonly (readonly string[])[]

/** What a field or type demands of who asks for it: everything that is named here. */
export interface Requirement {
  authenticated: boolean
  scopes: readonly Alternatives[]
  policies: readonly Alternatives[]
}

/** Longest text about what is needed, in characters; a subgraph may name as much as it likes. */
const maxTextLength = 400

/** Both of two requirements. */
export function both(one: Requirement | undefined, other: Requirement): Requirement {
  if (one === undefined) return other
  return {
    authenticated: one.authenticated || other.authenticated,
    scopes: [...one.scopes, ...other.scopes],
    policies: [...one.policies, ...other.policies],
  }
}

/** Whether nothing is demanded. */
export function isNothing({ authenticated, scopes, policies }: Requirement): boolean {
  return !authenticated && scopes.length === 0 && policies.length === 0
}

/**
 * What somebody lacks of a requirement.
 *
 * @returns a text for the reader of an error message; undefined if nothing is lacking
 */
export function lacking(requirement: Requirement, rights: Rights): string | undefined {
  const { authenticated, scopes, policies } = requirement
  const needs = [
    ...(authenticated && !rights.authenticated ? ['that you are signed in or use an API key'] : []),
    ...unmet(scopes, rights.scopes).map((alternatives) => `the scope ${named(alternatives)}`),
    ...unmet(policies, rights.policies).map((alternatives) => `the policy ${named(alternatives)}`),
  ]
  return needs.length === 0 ? undefined : shortened(needs.join('; '))
}

function unmet(demands: readonly Alternatives[], held: ReadonlySet<string>): Alternatives[] {
  return demands.filter(
    (alternatives) => !alternatives.some((names) => names.every((name) => held.has(name))),
  )
}

function named(alternatives: Alternatives): string {
  if (alternatives.length === 0) return 'that nobody has'
  return alternatives.map((names) => names.map((name) => `"${name}"`).join(' with ')).join(' or ')
}

function shortened(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength)}…`
}
