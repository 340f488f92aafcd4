import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'

/** What a link is good for. */
export enum TokenPurpose {
  /** Shows that the mailbox is the follower's; good once. */
  CONFIRM = 'CONFIRM',
  /** Ends the mails; in each of them, good as long as the interest is followed. */
  END = 'END',
}

/** Random bytes of a token; nobody guesses 256 bits. */
const tokenBytes = 32

/** How a token is kept: whoever reads the table can use none of them. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/**
 * Makes a token for a link.
 *
 * @returns null if the interest is not followed any more
 */
export async function makeToken(
  database: Database,
  interestId: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<string | null> {
  const token = randomBytes(tokenBytes).toString('base64url')
  const made = await database.rows(sql`insert into city.interest_token (hash, interest_id, purpose, made_at)
    select ${tokenHash(token)}, id, ${purpose}, ${now} from city.interest where id = ${interestId} returning hash`)
  return made.length === 0 ? null : token
}

/** For so long links that end mails are good, ms; newer mails have newer links. */
const endMs = 400 * 24 * 60 * 60_000

/** Removes the links of mails nobody keeps. */
export async function forgetOldEnds({ rows }: Database, interestId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - endMs)
  await rows(sql`delete from city.interest_token where interest_id = ${interestId} and made_at < ${before}`)
}
