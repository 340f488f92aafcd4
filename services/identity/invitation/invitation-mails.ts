import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { createMailer } from '../../../platform/mail/mailer.js'
import type { Job } from '../../../platform/service/job.js'
import { invitationMail } from '../mail/invitation.js'
import { secretOf } from '../session/secret.js'
import { invitationLink } from './invitation-link.js'
import { invitationToken } from './token.js'

interface Due {
  id: string
  email: string
}

/**
 * Mails invitations, as soon as they are made. One that cannot be sent is tried again until it expires, each time after
 * as long as it has waited by then. Who is sent one twice, because a process ended in between, has the same link twice.
 */
export const invitationMails: Job = {
  name: 'invitation-mails',
  everyMs: 30_000,
  wokenBy: 'identity_invitation',
  async run({ config, database, logger, now, signal }) {
    const mailer = createMailer({ ...config.mail, stateDirectory: config.stateDirectory })
    const secret = secretOf(config)
    try {
      for (;;) {
        const due = signal.aborted ? undefined : await takeDue(database, now)
        if (due === undefined) return
        const link = invitationLink(config.publicUrl, invitationToken(secret, due.id))
        try {
          await mailer.send(invitationMail(due.email, link))
          await database.rows(sql`update identity.invitation set mail_due_at = null where id = ${due.id}`)
        } catch (error) {
          if (!(error instanceof HubError)) throw error
          logger.warn({ invitation: due.id, code: error.code }, 'an invitation could not be mailed')
        }
      }
    } finally {
      mailer.close()
    }
  },
}

/** Takes one for itself, by saying when it is due again; other processes take others. */
async function takeDue(database: Database, now: Date): Promise<Due | undefined> {
  const [due] = await database.rows<Due>(sql`
    update identity.invitation as i
    set mail_due_at = ${now}::timestamptz + greatest(${now}::timestamptz - i.created_at, interval '1 minute')
    where i.id = (
      select id from identity.invitation
      where mail_due_at <= ${now} and expires_at > ${now}
        and coalesce(accepted_at, declined_at, withdrawn_at) is null
      order by mail_due_at limit 1 for update skip locked)
    returning i.id, i.email`)
  return due
}
