import {
  type CryptoKey,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { HubError, messageOf } from '../errors/hub-error.js'
import { type Caller, scopes, townRoles } from './caller.js'

const issuer = 'bindeglied-gateway'
const algorithm = 'EdDSA'

/** Life of a token, seconds: long enough for one request and skewed clocks, too short to be worth stealing. */
export const tokenLifetimeSeconds = 60
const clockToleranceSeconds = 5
/** Tokens whose signature need not be checked again; one is some hundred bytes. */
const rememberedTokens = 1_000

const claims = z.object({
  sub: z.string().min(1),
  roles: z.array(z.enum(townRoles)),
  memberships: z.array(z.object({ organization: z.string(), role: z.enum(['OWNER', 'MEMBER']) })),
  scopes: z.array(z.enum(scopes)).optional(),
  exp: z.number(),
})

export type CallerSigner = (caller: Caller, audience: string, now: Date) => Promise<string>
export type CallerVerifier = (token: string, now: Date) => Promise<Caller>

/** A new Ed25519 key pair as JSON Web Keys in JSON text, the form the config takes. */
export async function generateCallerKeys(): Promise<{ privateKey: string; publicKey: string }> {
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
  return {
    privateKey: JSON.stringify(await exportJWK(pair.privateKey)),
    publicKey: JSON.stringify(await exportJWK(pair.publicKey)),
  }
}

/**
 * The gateway's half: signs who calls, for one subgraph (RFC 7519, RFC 8037).
 *
 * @param privateKey Ed25519 JSON Web Key as JSON text
 * @throws HubError CONFIG_INVALID if it is not such a key
 */
export async function createCallerSigner(privateKey: string | undefined): Promise<CallerSigner> {
  const key = await importKey(privateKey, 'HUB_CALLER_PRIVATE_KEY')
  return (caller, audience, now) => {
    const issuedAt = Math.floor(now.getTime() / 1000)
    return new SignJWT({ roles: caller.roles, memberships: caller.memberships, scopes: caller.scopes })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setSubject(caller.subject)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + tokenLifetimeSeconds)
      .sign(key)
  }
}

/**
 * A subgraph's half: takes only tokens of the gateway, meant for this subgraph, not expired.
 *
 * @param publicKey Ed25519 JSON Web Key as JSON text
 * @throws HubError CONFIG_INVALID if it is not such a key; the verifier throws CALLER_REFUSED
 */
export async function createCallerVerifier(
  publicKey: string | undefined,
  audience: string,
): Promise<CallerVerifier> {
  const key = await importKey(publicKey, 'HUB_CALLER_PUBLIC_KEY')
  // The gateway uses a token for many requests; checking its signature once is enough, its time is checked always.
  const verified = new LRUCache<string, { caller: Caller; expires: number }>({ max: rememberedTokens })
  return async (token, now) => {
    const known = verified.get(token)
    if (known && now.getTime() / 1000 < known.expires) return known.caller
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [algorithm],
        issuer,
        audience,
        currentDate: now,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'iat', 'sub'],
      })
      const { sub: subject, exp, ...standing } = claims.parse(payload)
      const caller = { subject, ...standing }
      verified.set(token, { caller, expires: exp })
      return caller
    } catch (error) {
      if (!(error instanceof errors.JOSEError || error instanceof z.ZodError)) throw error
      throw new HubError('CALLER_REFUSED', 'The caller token was refused; ask through the gateway.', {
        cause: error,
      })
    }
  }
}

async function importKey(text: string | undefined, setting: string): Promise<CryptoKey> {
  if (text === undefined) throw new HubError('CONFIG_INVALID', `Settings to correct: ${setting} is missing.`)
  try {
    return (await importJWK(JSON.parse(text) as JWK, algorithm)) as CryptoKey
  } catch (error) {
    throw new HubError(
      'CONFIG_INVALID',
      `Settings to correct: ${setting} is no Ed25519 key (${messageOf(error)}).`,
    )
  }
}
