import type { IncomingHttpHeaders } from 'node:http'
import { anonymous, type Caller } from '../../platform/caller/caller.js'
import { type Credential, standingChange } from '../../platform/caller/standing.js'
import type { Config } from '../../platform/config/config.js'
import { ownOrigins } from '../../platform/config/own-origins.js'
import type { Logger } from '../../platform/telemetry/logger.js'
import { connectTo } from '../service/connection.js'
import { followChanges } from '../service/follow-changes.js'
import { type AccessTokenVerifier, createAccessTokenVerifier } from './access-token.js'
import { type Purpose, type ShownCredential, shownCredential } from './credential.js'
import { credentialRefused } from './refusals.js'
import { lookUpStanding } from './standing-lookup.js'
import { createStandings, type Standings } from './standings.js'
import type { CallerTokens } from './tokens.js'

/** Who asks, and a way to have that looked up anew. */
export interface Recognized {
  caller: Caller
  /** To be called when the request may have changed what the caller is, such as the owner of something. */
  forget(): void
}

export interface Recognition {
  /**
   * Finds out who asks. A browser keeps cookies of sessions that have ended, so such a one is nobody; a token or key
   * that is worth nothing is refused, for the program that sends it means to be somebody.
   *
   * @param purpose what the request is for; to ask the graph unless said
   * @throws HubError CREDENTIAL_REFUSED, IDENTITY_UNAVAILABLE
   */
  recognize(request: { method: string; headers: IncomingHttpHeaders }, purpose?: Purpose): Promise<Recognized>
  /** Begins to hear from identity what changes; until then each standing is asked for. */
  follow(): void
  /** Ends all connections to identity. */
  close(): Promise<void>
}

export interface RecognitionOptions {
  config: Config
  tokenFor: CallerTokens
  logger: Logger
  clock: () => Date
}

/** Builds what tells who asks. Asks identity nothing for it. */
export function createRecognition({ config, tokenFor, logger, clock }: RecognitionOptions): Recognition {
  const { url } = config.subgraphs.identity
  const identity = connectTo('identity', url, tokenFor)
  const verify = createAccessTokenVerifier(new URL('/auth/jwks', url), config.publicUrl, clock)
  const standings = createStandings({ lookUp: (credential) => lookUpStanding(identity, credential), clock })
  const namedOrigins = config.gateway.corsOrigins.filter((each) => each !== '*')
  const origins = new Set([...ownOrigins(config), ...namedOrigins])
  const closing = new AbortController()
  let following = Promise.resolve()
  return {
    recognize: (request, purpose) => recognize(shownCredential(request, origins, purpose), standings, verify),
    follow: () => {
      const { signal } = closing
      following = followChanges({
        connection: identity,
        path: '/standings/changes',
        line: standingChange,
        hear: standings.hear,
        what: 'changes of sign-ins',
        logger,
        signal,
      })
    },
    close: async () => {
      closing.abort()
      await following
      await identity.close()
    },
  }
}

async function recognize(
  shown: ShownCredential,
  standings: Standings,
  verify: AccessTokenVerifier,
): Promise<Recognized> {
  if (shown.kind === 'nothing') return { caller: anonymous, forget: () => {} }
  const token = shown.kind === 'token' ? await verify(shown.value) : undefined
  const credential: Credential = token
    ? { kind: 'session', value: token.session }
    : { kind: shown.kind === 'cookie' ? 'cookie' : 'key', value: shown.value }
  const standing = await standings.of(credential)
  const forget = () => standings.forget(credential)
  if (standing && (token === undefined || token.subject === standing.caller.subject)) {
    return { caller: standing.caller, forget }
  }
  if (shown.kind === 'cookie') return { caller: anonymous, forget }
  throw credentialRefused()
}
