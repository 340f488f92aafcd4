import { messageOf } from '../../../../platform/errors/hub-error.js'
import { createMailer, type Mail } from '../../../../platform/mail/mailer.js'
import type { JobContext } from '../../../../platform/service/job.js'
import { type DueInterest, postpone } from '../due.js'

/** Failures in a row after which the mail server is taken for dead, and what is left waits for a later run. */
const mostFailures = 3

/** The mails of one run of a job. */
export interface MailRun {
  /** Sends a mail about an interest; if that fails it is put off, and the answer is false. */
  send(interest: DueInterest, mail: Mail): Promise<boolean>
  /** Whether to leave the rest: the service stops, or the mail server is dead. Claims lapse by themselves. */
  isOver(): boolean
  close(): void
}

export function beginMailRun({ config, database, logger, now, signal }: JobContext): MailRun {
  const mailer = createMailer({ ...config.mail, stateDirectory: config.stateDirectory })
  let failures = 0
  return {
    async send(interest, mail) {
      try {
        await mailer.send(mail)
        failures = 0
        return true
      } catch (error) {
        failures += 1
        logger.warn({ cause: messageOf(error) }, 'a mail about an interest was not taken; it is tried again')
        await postpone(database, interest, now)
        return false
      }
    },
    isOver: () => signal.aborted || failures >= mostFailures,
    close: () => mailer.close(),
  }
}
