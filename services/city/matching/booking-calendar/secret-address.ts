import { createHash, randomBytes } from 'node:crypto'

/** Where booking calendars lie; the last part of an address is its secret. */
export const bookingFeedsPath = '/feeds/bookings'

/** Random bytes of a secret; nobody guesses 256 bits. */
const secretBytes = 32

/** As long as 256 bits are in base64url (RFC 4648, 5). */
const written = /^([\w-]{43})\.ics$/

/** A new secret: the last part of an address is it and `.ics`. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url')
}

/**
 * How a secret is kept: whoever reads the table can use none of them, and a look-up by it takes as long for a guess
 * that is nearly right as for any other.
 */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** The address of the calendar with a secret. */
export function addressOf(publicUrl: string, secret: string): string {
  return `${publicUrl}${bookingFeedsPath}/${secret}.ics`
}

/** The secret of an address by its last part; undefined for what cannot be one. */
export function secretIn(lastPart: string): string | undefined {
  return written.exec(lastPart)?.[1]
}
