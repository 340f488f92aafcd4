import { z } from 'zod'
import { optionalText, text } from '../../../platform/input/text.js'

/** Somebody to ask, as it is stored. Personal data: for members of the organization and coordinators only. */
export interface Contact {
  name: string
  email: string | null
  phone: string | null
}

/** Longest e-mail address SMTP takes (RFC 5321, 4.5.3.1.3, without the angle brackets). */
const longestAddress = 254

/** Reads a `ContactInput` as it is stored. */
export const contactInput = z.object({
  name: text(200),
  email: optionalText(longestAddress).pipe(z.email().nullable()),
  phone: optionalText(50),
})
