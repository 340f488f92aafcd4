import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { credentialRefused, identityUnavailable } from './refusals.js'

/** Time identity may take to give its keys, ms. */
const keysTimeoutMs = 3_000
/** Between two looks for a key that is not known, ms: a new key is found soon, and made-up ones cost little. */
const keysCooldownMs = 1_000
/** After this keys are asked for again, ms: one that was withdrawn is believed no longer. */
const keysLifetimeMs = 10 * 60_000
const clockToleranceSeconds = 5

const claims = z.object({ sub: z.string().min(1), sid: z.string().min(1) })

/** Whom an access token was given to. */
export interface AccessToken {
  /** Account id. */
  subject: string
  /** Id of the session it was given out for; it ends with it. */
  session: string
}

export type AccessTokenVerifier = (token: string) => Promise<AccessToken>

/**
 * Checks access tokens with identity's published keys, without asking identity for each (RFC 7519, RFC 7517).
 *
 * @param keysUrl where identity publishes its JSON Web Key Set
 * @param publicUrl who has to have issued a token, and whom it has to be for
 * @returns a verifier that throws CREDENTIAL_REFUSED, or IDENTITY_UNAVAILABLE where it has no keys
 */
export function createAccessTokenVerifier(
  keysUrl: URL,
  publicUrl: string,
  clock: () => Date,
): AccessTokenVerifier {
  const keyFor = publishedKeys(keysUrl)
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keyFor, {
        algorithms: ['EdDSA'],
        issuer: publicUrl,
        audience: publicUrl,
        currentDate: clock(),
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'iat'],
      })
      const { sub, sid } = claims.parse(payload)
      return { subject: sub, session: sid }
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw credentialRefused(error)
      throw error
    }
  }
}

function publishedKeys(url: URL): JWTVerifyGetKey {
  const keyFor = createRemoteJWKSet(url, {
    timeoutDuration: keysTimeoutMs,
    cooldownDuration: keysCooldownMs,
    cacheMaxAge: keysLifetimeMs,
  })
  return async (header, token) => {
    try {
      return await keyFor(header, token)
    } catch (error) {
      // That no key fits is the token's fault; that there are none to look at is not.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw error
      }
      throw identityUnavailable(error)
    }
  }
}
