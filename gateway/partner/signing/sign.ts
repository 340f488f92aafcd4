import { createHash, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Caller } from '../../../platform/caller/caller.js'
import type { PartnerTerms } from '../../../platform/registry/release.js'
import { callerClaims } from './claims.js'
import type { PartnerKeys } from './keys.js'

export interface SignedRequest {
  /** The whole address that is asked. */
  url: URL
  /** As it is sent. */
  body: string
  requestId: string
  caller: Caller
}

/** The token with which a partner can tell that a request is the gateway's, and that nobody has changed it. */
export type PartnerSigner = (terms: PartnerTerms, request: SignedRequest) => Promise<string>

export interface PartnerSignerOptions {
  keys: PartnerKeys
  /** Address under which people reach the gateway. */
  issuer: string
  clock: () => Date
}

/** Life of a signature, seconds: for one request and skewed clocks. */
const signatureLifetimeSeconds = 60

/**
 * Signs requests to partners as JSON Web Tokens (RFC 7519, RFC 8037): when, for whom, for which method, address and
 * body, and of the caller what the terms allow. `htm` and `htu` are those of RFC 9449; `body_sha256` is the base64url
 * form of the body's SHA-256, so that nobody can put the token to another body. `jti` is the request's id and
 * something random: one request may ask a partner several times, and a partner may refuse what it has had before.
 */
export function createPartnerSigner({ keys, issuer, clock }: PartnerSignerOptions): PartnerSigner {
  return async (terms, { url, body, requestId, caller }) => {
    const key = await keys(terms.name, terms.keyGeneration)
    const issuedAt = Math.floor(clock().getTime() / 1000)
    return new SignJWT({
      ...callerClaims(caller, terms.claims),
      htm: 'POST',
      htu: url.origin + url.pathname,
      body_sha256: createHash('sha256').update(body).digest('base64url'),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: key.kid })
      .setIssuer(issuer)
      .setAudience(url.origin)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + signatureLifetimeSeconds)
      .setJti(`${requestId}.${randomUUID()}`)
      .sign(key.privateKey)
  }
}
