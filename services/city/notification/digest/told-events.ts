import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { ToldEvent } from '../outbox/sentence.js'
import type { DueDigest } from './due-digests.js'

/** Events a digest tells one by one; the rest are counted. */
const maxTold = 50

export interface ToldEvents {
  events: (ToldEvent & { at: Date })[]
  /** All of them, also those that are not told one by one. */
  count: number
}

/** What an audience is told of a time, oldest first: the town everything, an organization what is about itself. */
export async function toldEvents(
  { rows }: Database,
  { audience, since, until }: Pick<DueDigest, 'audience' | 'since' | 'until'>,
): Promise<ToldEvents> {
  const events = await rows<ToldEvent & { at: Date; count: number }>(sql`
    select e.type, e.entity_id as "entityId", e.data, e.at, (count(*) over ())::int as count
    from city.event e
    where e.at >= ${since} and e.at < ${until} and e.type <> 'webhook.ping' and ${isFor(audience)}
    order by e.at, e.seq limit ${maxTold}`)
  return { events, count: events[0]?.count ?? 0 }
}

function isFor(audience: string): RawBuilder<unknown> {
  // What two organizations are told, each by its own event, is one piece of news to the town.
  if (audience === 'TOWN') {
    return sql`e.audience in ('PUBLIC', 'ORGANIZATION', 'TOWN') and e.data ->> 'side' is distinct from 'PROVIDER'`
  }
  return sql`e.organization_id = ${audience} and e.audience in ('PUBLIC', 'ORGANIZATION')`
}
