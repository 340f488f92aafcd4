import { sql } from 'kysely'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { unconfirmedMs } from '../limits.js'
import { TokenPurpose, tokenHash } from '../token.js'
import { lockAddress } from './follow.js'

interface Unconfirmed {
  id: string
  email: string
  question: string
}

/**
 * Begins to send what somebody wants to follow, for who has the link reads the mailbox. Who follows the same already
 * goes on to, as often and in the language that was asked for now.
 *
 * @returns whether the link was still good; it is so once, and for seven days
 */
export function confirmInterest(context: ChangeContext, token: string): Promise<boolean> {
  return change(context, { action: 'confirmInterest', input: null }, async (step) => {
    const unconfirmed = await unconfirmedOf(step, token)
    if (unconfirmed === undefined) return false
    await lockAddress(step, unconfirmed.email)
    const renewed = await renew(step, unconfirmed)
    if (!renewed) await begin(step, unconfirmed)
    await forgetOthers(step, unconfirmed, renewed)
    return true
  })
}

async function unconfirmedOf({ rows, now }: Change, token: string): Promise<Unconfirmed | undefined> {
  const since = new Date(now.getTime() - unconfirmedMs)
  const [found] = await rows<Unconfirmed>(sql`
    delete from city.interest_token used using city.interest i
    where used.hash = ${tokenHash(token)} and used.purpose = ${TokenPurpose.CONFIRM}
      and i.id = used.interest_id and i.confirmed_at is null and i.created_at > ${since}
    returning i.id, i.email, i.question`)
  return found
}

async function renew({ rows }: Change, { id, email, question }: Unconfirmed): Promise<boolean> {
  const renewed = await rows(sql`
    update city.interest followed set frequency = asked.frequency, language = asked.language
    from city.interest asked
    where asked.id = ${id} and followed.email = ${email} and followed.question = ${question}
      and followed.confirmed_at is not null
    returning followed.id`)
  return renewed.length > 0
}

async function begin({ rows, now }: Change, { id }: Unconfirmed): Promise<void> {
  await rows(sql`update city.interest
    set confirmed_at = ${now}, next_mail_at = ${now}, claimed_until = null, failures = 0 where id = ${id}`)
}

/** Whatever else was asked of this address about the same is answered by this one link. */
async function forgetOthers(
  { rows }: Change,
  { id, email, question }: Unconfirmed,
  renewed: boolean,
): Promise<void> {
  await rows(sql`delete from city.interest
    where email = ${email} and question = ${question} and confirmed_at is null`)
  if (!renewed) {
    await rows(sql`delete from city.interest_token
      where interest_id = ${id} and purpose = ${TokenPurpose.CONFIRM}`)
  }
}
