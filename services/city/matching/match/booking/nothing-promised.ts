import { sql } from 'kysely'
import type { Change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../../../platform/graph/language.js'
import { isBookedAhead } from '../ending.js'

/**
 * Lets a resource be taken back only when nobody counts on it any more. What has been used stays as it was.
 *
 * @throws HubError STATE_REFUSED with how many matches are still ahead
 */
export async function demandNothingPromised(
  { rows, now }: Change,
  resourceId: string,
  lang: Language,
): Promise<void> {
  const [found] = await rows<{ count: number }>(
    sql`select count(*)::int as count from city.match m where m.resource_id = ${resourceId} and ${isBookedAhead(now)}`,
  )
  const count = found?.count ?? 0
  if (count === 0) return
  const text = {
    DE: `Zugesagt und noch nicht vorbei: ${count}. Geben Sie diese Zuteilungen zuerst frei, oder begrenzen Sie das Angebot auf die Zeit bis dahin.`,
    EN: `Promised and not over yet: ${count}. Release these matches first, or limit the offer to the time until then.`,
  }
  throw new HubError('STATE_REFUSED', localize(text, lang), { details: { promised: count } })
}
