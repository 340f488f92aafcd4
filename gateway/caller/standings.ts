import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Credential, Standing, StandingChange } from '../../platform/caller/standing.js'

/** Credentials whose standing is kept; one more costs a look-up, not a failure. */
const keptStandings = 10_000
/** After this a standing is asked for again, ms, so that identity can say when a key was last used. */
const askedAgainAfterMs = 60_000
/** A credential that was worth nothing may be worth something soon, such as one of a confirmed account, ms. */
const worthlessForMs = 2_000
/**
 * Without a word from identity for so long, what is kept is believed no longer, ms. A revocation whose news are lost
 * works after this and no later; identity says every second that it is there.
 */
const silenceLimitMs = 4_000

export interface StandingsOptions {
  /** Asks identity. */
  lookUp: (credential: Credential) => Promise<Standing | null>
  clock: () => Date
  /** Most standings that are kept. */
  kept?: number
}

/** What credentials are worth, asked once and kept until identity says that it may have changed. */
export interface Standings {
  /** @throws HubError IDENTITY_UNAVAILABLE if it is not known and identity does not say */
  of(credential: Credential): Promise<Standing | null>
  /** Lets the next request with this credential ask anew. */
  forget(credential: Credential): void
  /** Takes in what identity says of changes. */
  hear(change: StandingChange): void
}

interface KeptStanding {
  standing: Standing
  /** Milliseconds of the Unix epoch. */
  until: number
}

/**
 * Only hashes of credentials are kept, never the credentials. Look-ups of one credential at the same time are one
 * request. One that is under way when something changes may bring an answer from before, so what comes of it is not
 * kept, and nobody joins it any more.
 */
export function createStandings({ lookUp, clock, kept = keptStandings }: StandingsOptions): Standings {
  const standings = new LRUCache<string, KeptStanding>({ max: kept })
  // Apart from the others, so that strangers' guesses push out nobody who is known.
  const worthless = new LRUCache<string, number>({ max: kept })
  const underWay = new Map<string, Promise<Standing | null>>()
  let lastHeard = Number.NEGATIVE_INFINITY

  function keptOf(key: string, now: number): Standing | null | undefined {
    const silence = now - lastHeard
    // Less than none: the clock was set back, and nothing can be said of the time between.
    if (silence < 0 || silence >= silenceLimitMs) return undefined
    if (now < (worthless.get(key) ?? 0)) return null
    const known = standings.get(key)
    return known && now < known.until ? known.standing : undefined
  }

  function ask(key: string, credential: Credential, now: number): Promise<Standing | null> {
    const asking = lookUp(credential).then(
      (standing) => {
        if (underWay.get(key) !== asking) return standing
        underWay.delete(key)
        if (standing) standings.set(key, { standing, until: keptUntil(standing, now) })
        else worthless.set(key, now + worthlessForMs)
        return standing
      },
      (error: unknown) => {
        if (underWay.get(key) === asking) underWay.delete(key)
        throw error
      },
    )
    underWay.set(key, asking)
    return asking
  }

  return {
    of: async (credential) => {
      const key = fingerprint(credential)
      const now = clock().getTime()
      const known = keptOf(key, now)
      if (known !== undefined) return known
      return underWay.get(key) ?? ask(key, credential, now)
    },
    forget: (credential) => {
      const key = fingerprint(credential)
      underWay.delete(key)
      standings.delete(key)
      worthless.delete(key)
    },
    hear: (change) => {
      lastHeard = clock().getTime()
      if (change.kind === 'alive') return
      underWay.clear()
      worthless.clear()
      for (const [key, { standing }] of [...standings.entries()]) {
        if (touches(change, standing)) standings.delete(key)
      }
    },
  }
}

function keptUntil({ expiresAt }: Standing, now: number): number {
  return Math.min(Date.parse(expiresAt), now + askedAgainAfterMs)
}

function touches(change: StandingChange, { caller, session, key }: Standing): boolean {
  switch (change.kind) {
    case 'account':
      return caller.subject === change.id
    case 'session':
      return session === change.id
    case 'key':
      return key === change.id
    case 'organization':
      return caller.memberships.some(({ organization }) => organization === change.id)
    default:
      // At the start of a stream nobody knows what was missed.
      return true
  }
}

function fingerprint({ kind, value }: Credential): string {
  return createHash('sha256').update(`${kind}:${value}`).digest('base64url')
}
