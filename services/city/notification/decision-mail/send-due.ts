import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { composeMail } from '../../../../platform/mail/compose.js'
import type { Mailer } from '../../../../platform/mail/mail.js'
import { createMailer } from '../../../../platform/mail/mailer.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import { afterFailure } from '../outbox/retry.js'
import type { ToldEvent } from '../outbox/sentence.js'
import { decisionText } from './decision-text.js'
import { knowsRecipients, recipientsOf } from './recipients.sql.js'

/** When a mail whose process has died is sent again, ms; longer than a mail server may take. */
const leaseMs = 2 * 60_000

export const sendDecisionMails: Job = {
  name: 'send-decision-mails',
  everyMs: 5_000,
  wokenBy: 'city_decision_mail',
  async run(context) {
    if (!(await knowsRecipients(context.database))) return
    const mailer = createMailer({ ...context.config.mail, stateDirectory: context.config.stateDirectory })
    try {
      await sendDue(context, mailer)
    } finally {
      mailer.close()
    }
  },
}

/**
 * Sends the mails that are due, at least once each. Ends at the first one that is not taken, so that a mail server
 * that is down is not asked for each; what is left is due in the next run.
 */
export async function sendDue(
  { database, clock, logger, signal }: JobContext,
  mailer: Mailer,
): Promise<void> {
  while (!signal.aborted) {
    const claimed = await claimOne(database, clock())
    if (claimed === undefined) return
    try {
      await send(database, claimed, mailer, clock)
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'MAIL_UNAVAILABLE') throw error
      await postpone(database, claimed, clock())
      logger.warn(
        { mail: claimed.id, attempts: claimed.attempts },
        'a mail about a decision could not be sent',
      )
      return
    }
  }
}

async function postpone({ rows }: Database, { id, attempts }: ClaimedMail, now: Date): Promise<void> {
  const { state, nextAttemptAt } = afterFailure(attempts, now, Math.random())
  await rows(sql`update city.decision_mail set state = ${state}, next_attempt_at = ${nextAttemptAt}
    where id = ${id} and attempts = ${attempts}`)
}

interface ClaimedMail extends ToldEvent {
  id: string
  attempts: number
  accountId: string
  organizationId: string
  organization: string
}

async function claimOne({ rows }: Database, now: Date): Promise<ClaimedMail | undefined> {
  const lease = new Date(now.getTime() + leaseMs)
  const [claimed] = await rows<ClaimedMail>(sql`
    with due as materialized (
      select id from city.decision_mail where next_attempt_at <= ${now}
      order by next_attempt_at limit 1 for update skip locked
    )
    update city.decision_mail m set attempts = m.attempts + 1, next_attempt_at = ${lease}
    from due, city.event e join city.organization o on o.id = e.organization_id
    where m.id = due.id and e.seq = m.event_seq
    returning m.id, m.attempts, m.account_id as "accountId", o.id as "organizationId", o.name as organization,
      e.type, e.entity_id as "entityId",
      -- Why an organization is suspended is told to its members only, so it is in no event.
      case e.type when 'organization.suspended' then e.data || jsonb_build_object('reason', o.suspension_reason)
        else e.data end as data`)
  return claimed
}

/** To whoever is still there: an account that was erased, or has left, is told nothing. */
async function send({ rows }: Database, mail: ClaimedMail, mailer: Mailer, clock: () => Date): Promise<void> {
  const [recipient] = await rows<{ email: string }>(sql`
    select recipient.email from city.organization o
    cross join lateral ${recipientsOf(sql`o.id`, sql`o.kind`)} as recipient
    where o.id = ${mail.organizationId} and recipient.account_id = ${mail.accountId}`)
  if (recipient === undefined) {
    await rows(sql`delete from city.decision_mail where id = ${mail.id}`)
    return
  }
  await mailer.send(composeMail(recipient.email, decisionText(mail, mail.organization), null))
  await rows(sql`update city.decision_mail
    set state = 'DELIVERED', next_attempt_at = null, sent_at = ${clock()} where id = ${mail.id}`)
}
