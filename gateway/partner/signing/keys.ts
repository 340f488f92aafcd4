import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { HubError } from '../../../platform/errors/hub-error.js'

/** A key the gateway signs its requests to one partner with. */
export interface PartnerKey {
  /** RFC 7638 thumbprint, by which the partner finds the public half. */
  kid: string
  privateKey: KeyObject
  /** For publication; without the private half. */
  published: JWK
}

/** @param generation how many keys the partner has had */
export type PartnerKeys = (partner: string, generation: number) => Promise<PartnerKey>

/** What comes before the 32 bytes of a private Ed25519 key in its PKCS #8 form (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const seedBytes = 32
/** Derived keys that are kept; deriving one again costs about 0.1 ms. */
const keptKeys = 1_000

const gatewayKey = z.object({ crv: z.literal('Ed25519'), d: z.base64url().length(43) })

/**
 * The gateway's own keys for its partners, one for each of them and each of their generations. They are derived from
 * the gateway's private key by HKDF with SHA-256 (RFC 5869), so that there is nothing to store and every gateway of
 * the town has the same; from one of them neither another nor the gateway's can be found.
 *
 * @param privateKey Ed25519 JSON Web Key as JSON text; looked at when the first partner is asked
 * @throws HubError CONFIG_INVALID, from the function that is returned, if it is not such a key
 */
export function createPartnerKeys(privateKey: string | undefined): PartnerKeys {
  const known = new LRUCache<string, Promise<PartnerKey>>({ max: keptKeys })
  return async (partner, generation) => {
    const use = `bindeglied partner ${partner} ${generation}`
    const found = known.get(use) ?? derive(secretOf(privateKey), use)
    known.set(use, found)
    return found
  }
}

async function derive(secret: Buffer, use: string): Promise<PartnerKey> {
  const seed = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), use, seedBytes))
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as JWK
  const kid = await calculateJwkThumbprint(jwk)
  return { kid, privateKey, published: { ...jwk, kid, use: 'sig', alg: 'EdDSA' } }
}

function secretOf(privateKey: string | undefined): Buffer {
  const parsed = gatewayKey.safeParse(parsedOrUndefined(privateKey))
  if (parsed.success) return Buffer.from(parsed.data.d, 'base64url')
  throw new HubError(
    'CONFIG_INVALID',
    'Settings to correct: HUB_CALLER_PRIVATE_KEY is missing or no Ed25519 key.',
  )
}

function parsedOrUndefined(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
