import { type Caller, organizationsOf } from '../../../platform/caller/caller.js'
import type { CallerClaimName } from '../../../platform/registry/release.js'

const claims: Record<CallerClaimName, (caller: Caller) => Record<string, unknown>> = {
  SUBJECT: ({ subject }) => ({ sub: subject }),
  ROLES: ({ roles }) => ({ roles }),
  ORGANIZATIONS: (caller) => ({ organizations: organizationsOf(caller) }),
}

/** What a partner is told of who asks: nothing but what its terms name. */
export function callerClaims(caller: Caller, allowed: readonly CallerClaimName[]): Record<string, unknown> {
  return Object.assign({}, ...allowed.map((name) => claims[name](caller)))
}
