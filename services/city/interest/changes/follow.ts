import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { Language } from '../../../../platform/graph/language.js'
import { InterestEntity } from '../interest.entity.js'
import type { interestInput } from '../interest.input.js'
import { hourMs, openPerAddress, openPerHour, openWithinMs } from '../limits.js'

export type AskedInterest = z.output<typeof interestInput> & { language: Language }

/**
 * Notes that somebody may want to follow a question; a mail then asks whoever reads the mailbox. What is answered is
 * the same for every address, whether it follows already, is new, or is asked about too often.
 *
 * @returns id of the suggestions
 * @throws HubError TOO_MANY_REQUESTS if the hub has been asked by too many within an hour
 */
export function followInterest(
  context: ChangeContext,
  idempotencyKey: string,
  interest: AskedInterest,
): Promise<{ question: string }> {
  return change(context, { action: 'followInterest', input: interest, idempotencyKey }, async (step) => {
    await demandRoom(step)
    await lockAddress(step, interest.email)
    if (await mayBeAsked(step, interest.email)) write(step, interest)
    return { question: interest.question }
  })
}

/** Lets those who change something about one address wait for each other, until the transaction ends. */
export async function lockAddress({ rows }: Change, email: string): Promise<void> {
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`interest ${email}`}, 0))`)
}

async function demandRoom({ rows, now }: Change): Promise<void> {
  const since = new Date(now.getTime() - hourMs)
  const [asked] = await rows<{ count: number }>(
    sql`select count(*)::int as count from city.interest where confirmed_at is null and created_at > ${since}`,
  )
  if ((asked?.count ?? 0) < openPerHour) return
  throw new HubError(
    'TOO_MANY_REQUESTS',
    'Gerade möchten zu viele zugleich etwas abonnieren: bitte in einer Stunde noch einmal, oder den Feed nehmen. / Too many want to follow something at the moment: try again in an hour, or take the feed.',
  )
}

async function mayBeAsked({ rows, now }: Change, email: string): Promise<boolean> {
  const since = new Date(now.getTime() - openWithinMs)
  const [open] = await rows<{ count: number }>(
    sql`select count(*)::int as count from city.interest
        where email = ${email} and confirmed_at is null and created_at > ${since}`,
  )
  return (open?.count ?? 0) < openPerAddress
}

function write({ em, now }: Change, interest: AskedInterest): void {
  em.create(InterestEntity, {
    ...interest,
    id: randomUUID(),
    createdAt: now,
    confirmedAt: null,
    nextMailAt: now,
    claimedUntil: null,
    failures: 0,
  })
}
