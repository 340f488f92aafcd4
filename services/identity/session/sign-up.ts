import { APIError } from 'better-auth/api'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../platform/database/database.js'
import type { Hook } from './hooks.js'

const signUpPath = '/sign-up/email'
const longestName = 100

/** Who somebody is that signs up. */
export const signUpBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'The name is missing.')
    .max(longestName, `The name has more than ${longestName} characters.`)
    .regex(/^\P{Cc}*$/u, 'The name has control characters.'),
  email: z.email('The e-mail address is none.').max(254, 'The e-mail address is too long.'),
})

/**
 * Checks what signing up takes, and lets an address that was never confirmed be signed up with again: whoever came
 * first may be a stranger, and must not keep a password on an account that its owner confirms later.
 */
export function checkSignUp(database: Database): Hook {
  return {
    async before({ path, body }) {
      if (path !== signUpPath) return
      const parsed = signUpBody.safeParse(body)
      if (!parsed.success) {
        const message = parsed.error.issues.map((issue) => issue.message).join(' ')
        throw new APIError('BAD_REQUEST', { code: 'BAD_USER_INPUT', message })
      }
      await database.rows(sql`
        delete from identity.account as a
        where a.email = ${parsed.data.email.toLowerCase()} and not a.email_verified
          and not exists (select from identity.town_role as r where r.account_id = a.id)
          and not exists (select from identity.credential as c
            where c.account_id = a.id and c.provider_id <> 'credential')`)
    },
  }
}
