import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import type { Language } from '../../../platform/graph/language.js'
import type { InterestFrequency } from './interest-frequency.js'

/** An interest whose mail is due and is being written by this process. */
export interface DueInterest {
  id: string
  email: string
  /** Id of the suggestions that are followed. */
  question: string
  frequency: InterestFrequency
  language: Language
  failures: number
}

/** Interests whose mails a process writes at once. */
const batch = 200

/** How long a process may take for them; after this it is believed dead, and another writes the mails again. */
const claimMs = 15 * 60_000

const minuteMs = 60_000
const longestPauseMs = 24 * 60 * minuteMs

/**
 * Claims interests whose mail is due: while the claim lasts no other process writes it. Whoever dies in between
 * leaves it to be written again: a mail may come twice then, but never not at all.
 *
 * @param confirmed whether the mail tells of suggestions, or asks for the confirmation
 */
export function claimDue(database: Database, now: Date, confirmed: boolean): Promise<DueInterest[]> {
  return database.rows<DueInterest>(sql`
    update city.interest set claimed_until = ${new Date(now.getTime() + claimMs)}
    where id in (
      select id from city.interest
      where next_mail_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
        and ${confirmed ? sql`confirmed_at is not null` : sql`confirmed_at is null`}
      order by next_mail_at limit ${batch} for update skip locked)
    returning id, email, question, frequency, language, failures`)
}

/** Ends the claim when the mail was sent, or there was nothing to tell; the next is due at a moment, or never. */
export async function settle(
  { rows }: Pick<Database, 'rows'>,
  { id }: DueInterest,
  nextMailAt: Date | null,
): Promise<void> {
  await release(rows, id, sql`next_mail_at = ${nextMailAt}, failures = 0`)
}

/** Ends the claim when the mail could not be sent: it is tried again, ever more seldom, up to once a day. */
export async function postpone({ rows }: Database, { id, failures }: DueInterest, now: Date): Promise<void> {
  const pause = Math.min(minuteMs * 2 ** Math.min(failures, 20), longestPauseMs)
  const next = new Date(now.getTime() + pause)
  await release(rows, id, sql`next_mail_at = ${next}, failures = ${failures + 1}`)
}

async function release(rows: Database['rows'], id: string, outcome: RawBuilder<unknown>): Promise<void> {
  await rows(sql`update city.interest set claimed_until = null, ${outcome} where id = ${id}`)
}
