import type { Job, JobContext } from '../../../../platform/service/job.js'
import { claimDue, settle } from '../due.js'
import { makeToken, TokenPurpose } from '../token.js'
import { confirmationMail } from './confirmation-mail.js'
import { beginMailRun } from './mail-run.js'

/**
 * Sends the mails that ask for a confirmation. They are not sent with the mutation itself: whether a mail server
 * answers, and how fast, would tell strangers about the address.
 */
export const interestConfirmations: Job = {
  name: 'interest-confirmations',
  everyMs: 3_000,
  run: sendConfirmations,
}

async function sendConfirmations(context: JobContext): Promise<void> {
  const { config, database, now } = context
  const due = await claimDue(database, now, false)
  if (due.length === 0) return
  const run = beginMailRun(context)
  try {
    for (const interest of due) {
      if (run.isOver()) return
      const token = await makeToken(database, interest.id, TokenPurpose.CONFIRM, now)
      if (token === null) continue
      const sent = await run.send(interest, confirmationMail(interest, config.publicUrl, token))
      if (sent) await settle(database, interest, null)
    }
  } finally {
    run.close()
  }
}
