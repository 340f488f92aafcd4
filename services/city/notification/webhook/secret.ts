import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const secretBytes = 32

/** How long the secret before still signs, ms. */
export const changeOverMs = 24 * 60 * 60_000

/** A new secret, 256 bits, written as Standard Webhooks writes symmetric ones. */
export function newSecret(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64')}`
}

/**
 * The value of the `webhook-signature` header: HMAC-SHA256 over id, time and body under each secret
 * (Standard Webhooks 1.0).
 *
 * @param timestamp as in the `webhook-timestamp` header, seconds
 */
export function signatures(
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}
