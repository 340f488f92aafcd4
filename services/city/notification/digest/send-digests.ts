import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { composeMail } from '../../../../platform/mail/compose.js'
import type { Mailer } from '../../../../platform/mail/mail.js'
import { createMailer } from '../../../../platform/mail/mailer.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import { knowsRecipients } from '../decision-mail/recipients.sql.js'
import { digestText } from './digest-text.js'
import { type DueDigest, dueDigests } from './due-digests.js'
import { morningsBefore } from './mornings.js'
import { type ToldEvents, toldEvents } from './told-events.js'

/** When a digest whose process has died is sent again, ms; longer than a mail server may take. */
const leaseMs = 5 * 60_000

export const sendDigests: Job = {
  name: 'send-digests',
  everyMs: 60_000,
  async run(context) {
    const mailer = createMailer({ ...context.config.mail, stateDirectory: context.config.stateDirectory })
    try {
      await sendRound(context, mailer)
    } finally {
      mailer.close()
    }
  },
}

/**
 * Sends everybody the digest of this morning who has not got it. Each is claimed, then sent, then noted, so that
 * several processes send it once; one that dies in between makes it come twice rather than not at all.
 */
export async function sendRound(context: JobContext, mailer: Mailer): Promise<void> {
  const { database, now, logger, signal } = context
  const mornings = morningsBefore(now)
  if (!(await isOpen(database, mornings.daily)) || !(await knowsRecipients(database))) return
  const known = new Map<string, ToldEvents>()
  let left = 0
  for (const due of await dueDigests(database, mornings)) {
    if (signal.aborted) return
    const told = await once(known, due, database)
    if (told.count === 0) continue
    if (!(await claim(database, due, context.clock()))) {
      left += 1
      continue
    }
    try {
      await send(context, due, told, mailer)
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'MAIL_UNAVAILABLE') throw error
      await note(database, due, { claimedUntil: context.clock(), sentAt: null })
      logger.warn('digests wait, for the mail server takes no mails')
      return
    }
  }
  if (left === 0) await close(database, mornings.daily, context.clock())
}

/** What an audience is told is read once for all who are told it. */
async function once(known: Map<string, ToldEvents>, due: DueDigest, database: Database): Promise<ToldEvents> {
  const { audience, since, until } = due
  const key = JSON.stringify([audience, since, until])
  const told = known.get(key) ?? (await toldEvents(database, due))
  known.set(key, told)
  return told
}

async function send({ database, clock }: JobContext, due: DueDigest, told: ToldEvents, mailer: Mailer) {
  const { email, language, organization } = due
  await mailer.send(composeMail(email, digestText(told, organization), readIn(language)))
  await note(database, due, { claimedUntil: clock(), sentAt: clock() })
}

/** German easy language is German to a mail; who has chosen nothing gets both. */
function readIn(language: string | null): 'de' | 'en' | null {
  if (language === null) return null
  return language === 'EN' ? 'en' : 'de'
}

async function isOpen({ rows }: Database, until: Date): Promise<boolean> {
  const finished = await rows(sql`select from city.digest_round where until = ${until}`)
  return finished.length === 0
}

async function close({ rows }: Database, until: Date, now: Date): Promise<void> {
  await rows(
    sql`insert into city.digest_round (until, finished_at) values (${until}, ${now}) on conflict do nothing`,
  )
}

/** Whether it is this process that sends it. */
async function claim(
  { rows }: Database,
  { accountId, audience, until }: DueDigest,
  now: Date,
): Promise<boolean> {
  const lease = new Date(now.getTime() + leaseMs)
  const claimed = await rows(sql`
    insert into city.digest as d (account_id, audience, until, claimed_until)
    values (${accountId}, ${audience}, ${until}, ${lease})
    on conflict (account_id, audience, until) do update set claimed_until = excluded.claimed_until
      where d.sent_at is null and d.claimed_until <= ${now}
    returning d.account_id`)
  return claimed.length > 0
}

async function note(
  { rows }: Database,
  { accountId, audience, until }: DueDigest,
  { claimedUntil, sentAt }: { claimedUntil: Date; sentAt: Date | null },
): Promise<void> {
  await rows(sql`update city.digest set claimed_until = ${claimedUntil}, sent_at = ${sentAt}
    where account_id = ${accountId} and audience = ${audience} and until = ${until}`)
}
