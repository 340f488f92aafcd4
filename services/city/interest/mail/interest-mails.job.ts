import { messageOf } from '../../../../platform/errors/hub-error.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import { forgetUnconfirmed } from '../changes/forget-unconfirmed.js'
import { claimDue, type DueInterest, postpone, settle } from '../due.js'
import { askSuggestions } from '../graph-client.js'
import { nextMailAt } from '../interest-frequency.js'
import { newsFor, type SuggestedItem } from '../suggested-item.js'
import { forgetOldEnds, makeToken, TokenPurpose } from '../token.js'
import { noteTold, toldOf } from '../told.js'
import { beginMailRun, type MailRun } from './mail-run.js'
import { suggestionsMail } from './suggestions-mail.js'

/** Tells followers what is new for them, once each; forgets what nobody has confirmed. */
export const interestMails: Job = { name: 'interest-mails', everyMs: 60_000, run: sendMails }

async function sendMails(context: JobContext): Promise<void> {
  const { database, now } = context
  await forgetUnconfirmed(database, now)
  const run = beginMailRun(context)
  try {
    while (!run.isOver()) {
      const due = await claimDue(database, now, true)
      if (due.length === 0) return
      // Those who follow the same in the same language are told from one answer of the graph.
      const alike = Map.groupBy(due, ({ question, language }) => `${question} ${language}`)
      for (const followers of alike.values()) await tellAll(context, run, followers)
    }
  } finally {
    run.close()
  }
}

async function tellAll(context: JobContext, run: MailRun, followers: readonly DueInterest[]): Promise<void> {
  const [first] = followers
  if (first === undefined || run.isOver()) return
  const items = await itemsFor(context, first)
  if (items === null) {
    for (const interest of followers) await postpone(context.database, interest, context.now)
    return
  }
  const told = await toldOf(
    context.database,
    followers.map(({ id }) => id),
  )
  for (const interest of followers) {
    if (run.isOver()) return
    await tell(context, run, interest, newsFor(items, told.get(interest.id) ?? new Set()))
  }
}

async function itemsFor(
  { config, logger, signal }: JobContext,
  interest: DueInterest,
): Promise<SuggestedItem[] | null> {
  try {
    return await askSuggestions(config.graphUrl, interest, signal)
  } catch (error) {
    logger.warn({ cause: messageOf(error) }, 'followers of an interest cannot be told; it is tried again')
    return null
  }
}

/** Sends first and notes after: whoever dies in between has the mail sent again. */
async function tell(
  { config, database, now }: JobContext,
  run: MailRun,
  interest: DueInterest,
  news: readonly SuggestedItem[],
): Promise<void> {
  const next = nextMailAt(now, interest.frequency)
  if (news.length === 0) return settle(database, interest, next)
  const token = await makeToken(database, interest.id, TokenPurpose.END, now)
  // Null if it was ended a moment ago.
  if (token === null) return
  const sent = await run.send(interest, suggestionsMail(interest, news, config.publicUrl, token))
  if (!sent) return
  await database.transaction(async (transaction) => {
    await noteTold(transaction, interest.id, news, now)
    await settle(transaction, interest, next)
  })
  await forgetOldEnds(database, interest.id, now)
}
