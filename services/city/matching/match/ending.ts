import { type RawBuilder, sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import type { LocalizedText } from '../../../../platform/graph/language.js'
import { lockGoods } from './booking/lock-parties.js'
import { writeMatchStep } from './changes/take-step.js'
import { matchEvents } from './match.events.js'
import { MatchStatus } from './match-status.js'
import { lockedMatches } from './stored-match.js'

/** Why what was promised to a need is given back with it. */
export const endReasons = {
  needWithdrawn: {
    DE: 'Der Bedarf wurde zurückgezogen.',
    EN: 'The need has been withdrawn.',
  },
  initiativeEnded: { DE: 'Die Initiative ist zu Ende.', EN: 'The initiative has ended.' },
} as const satisfies Record<string, LocalizedText>

/** SQL: whether the match `m` is booked and not over yet. */
export function isBookedAhead(now: Date): RawBuilder<boolean> {
  return sql`(m.status in ('ACCEPTED', 'CONFIRMED') and upper(m.during) > ${now})`
}

/**
 * Locks resources that something is promised of to needs, and then the needs, before these are ended.
 *
 * @param needs SQL that selects ids
 */
export async function lockWhatEnds({ rows }: Change, needs: RawBuilder<unknown>): Promise<string[]> {
  const ids = (await rows<{ id: string }>(sql`select id from (${needs}) ending (id)`)).map(({ id }) => id)
  const promised = await rows<{ id: string }>(sql`select distinct resource_id as id from city.match
    where need_id = any(${ids}::text[]) and status in ('ACCEPTED', 'CONFIRMED')`)
  await lockGoods({ rows }, { needIds: ids, resourceIds: promised.map(({ id }) => id) })
  return ids
}

/** Gives back what is still ahead of what was promised to needs that end, tells both sides, and ends their proposals. */
export async function endMatchesOfNeeds(
  work: Change,
  needIds: readonly string[],
  reason: LocalizedText,
): Promise<void> {
  const { now } = work
  const booked = sql`m.need_id = any(${[...needIds]}::text[]) and ${isBookedAhead(now)}`
  for (const match of await lockedMatches(work, booked)) {
    await writeMatchStep(work, match, MatchStatus.RELEASED, {
      endReason: `${reason.DE} / ${reason.EN}`,
      endedAt: now,
      events: matchEvents('released', match, { reason }),
    })
  }
  await expireProposals(work, sql`need_id = any(${[...needIds]}::text[])`)
}

/** Ends the open proposals of what is not to be had any more; they have booked nothing, and nobody was told of them. */
export async function expireProposals({ rows, now }: Change, which: RawBuilder<unknown>): Promise<void> {
  await rows(sql`update city.match
    set status = ${MatchStatus.EXPIRED}, ended_at = ${now}, version = version + 1
    where status = ${MatchStatus.PROPOSED} and ${which}`)
}
