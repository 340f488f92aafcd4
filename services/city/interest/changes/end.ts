import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { TokenPurpose, tokenHash } from '../token.js'

/**
 * Ends what a link is about, and removes the address.
 *
 * @returns whether there was anything to end
 */
export function endInterest(context: ChangeContext, token: string): Promise<boolean> {
  return change(context, { action: 'endInterest', input: null }, async ({ rows }) => {
    const ended = await rows(sql`delete from city.interest where id in (
      select interest_id from city.interest_token
      where hash = ${tokenHash(token)} and purpose = ${TokenPurpose.END}) returning id`)
    return ended.length > 0
  })
}
