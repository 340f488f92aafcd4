import { createHash, createHmac, hkdfSync } from 'node:crypto'

/**
 * The token of an invitation's link. It follows from the invitation and the service's secret, so that it can be mailed
 * when the mail server is back, although it is stored nowhere.
 *
 * @param secret of the identity service; the key is derived from it for this use alone (RFC 5869)
 */
export function invitationToken(secret: string, id: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bindeglied invitation', 32))
  return createHmac('sha256', key).update(id).digest('base64url')
}

/** What of a token is stored, for finding the invitation it belongs to. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
