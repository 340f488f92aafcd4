import type { Mail, Mailer } from '../../../platform/mail/mail.js'
import type { ServiceParts } from '../../../platform/service/definition.js'
import { countTry, limitKey } from '../limit/count.js'
import { mailLimit } from '../limit/limits.js'

/**
 * Sends a mail unless its recipient has had too many of the kind; then it is left out, and whoever caused it is
 * told nothing, for that would tell them who has an account.
 *
 * @throws HubError MAIL_UNAVAILABLE
 */
export type Post = (kind: string, mail: Mail) => Promise<void>

export function createPost(
  mailer: Mailer,
  { database, clock, logger }: Pick<ServiceParts, 'database' | 'clock' | 'logger'>,
): Post {
  return async (kind, mail) => {
    const { allowed } = await countTry(database, limitKey(`mail ${kind}`, mail.to), mailLimit, clock())
    if (allowed) await mailer.send(mail)
    else logger.warn({ kind }, 'a mail was left out: too many of its kind to one address')
  }
}
