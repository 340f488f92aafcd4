import { createHash, randomBytes } from 'node:crypto'

export interface NewKey {
  /** The whole key, as programs send it: `bg_`, the prefix, and 256 bits in base64url. */
  secret: string
  /** The part of it that may be shown again. */
  prefix: string
  /** SHA-256 of the key. It holds more chance than anybody can try, so a slow hash would protect nothing. */
  hash: Buffer
}

export function newKey(): NewKey {
  const prefix = randomBytes(4).toString('hex')
  const secret = `bg_${prefix}_${randomBytes(32).toString('base64url')}`
  return { secret, prefix, hash: createHash('sha256').update(secret).digest() }
}
