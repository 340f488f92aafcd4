import { z } from 'zod'
import { text } from '../../../platform/input/text.js'

/** Longest e-mail address SMTP takes (RFC 5321, 4.5.3.1.3, without the angle brackets). */
const longestAddress = 254

/** Reads an e-mail address as accounts have it: in small letters. */
export const emailAddress = text(longestAddress)
  .pipe(z.email())
  .transform((address) => address.toLowerCase())
