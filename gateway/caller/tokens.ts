import { LRUCache } from 'lru-cache'
import type { Caller } from '../../platform/caller/caller.js'
import { type CallerSigner, tokenLifetimeSeconds } from '../../platform/caller/token.js'

/** The token that tells one subgraph who asks. */
export type CallerTokens = (caller: Caller, audience: string) => Promise<string>

interface SignedToken {
  token: Promise<string>
  /** Milliseconds of the Unix epoch from which a new one is signed. */
  renewAt: number
}

/** Pairs of caller and subgraph that keep a token; one more pair costs a signature, not a failure. */
const keptTokens = 10_000

/**
 * Signs each caller's token for a subgraph once and uses it for half of its life,
 * so that the other half is left for a slow request and skewed clocks.
 */
export function createCallerTokens(sign: CallerSigner, clock: () => Date): CallerTokens {
  const signed = new LRUCache<string, SignedToken>({ max: keptTokens })
  return (caller, audience) => {
    const now = clock()
    const key = JSON.stringify([audience, caller.subject, caller.roles, caller.memberships, caller.scopes])
    const known = signed.get(key)
    if (known && now.getTime() < known.renewAt) return known.token

    const token = sign(caller, audience, now)
    signed.set(key, { token, renewAt: now.getTime() + (tokenLifetimeSeconds * 1000) / 2 })
    // A failure is the request's that met it; the next one tries again.
    token.catch(() => signed.delete(key))
    return token
  }
}
