import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { FeedRequest } from './feed-request.js'

/** How far back a feed goes, and how many entries it has at most. */
const days = 90
const maxEntries = 50

export interface PublicEvent {
  id: string
  type: string
  entityId: string
  data: Record<string, unknown>
  at: Date
}

/**
 * What everybody may know of the last 90 days, newest first, at most 50.
 *
 * @param where SQL over the events `e`: which of them are wanted
 */
export function publicEvents(
  { rows }: Database,
  where: readonly RawBuilder<unknown>[],
  now: Date,
): Promise<PublicEvent[]> {
  const since = new Date(now.getTime() - days * 24 * 60 * 60_000)
  const conditions = [sql`e.audience = 'PUBLIC' and e.at > ${since}`, ...where]
  return rows<PublicEvent>(sql`
    select e.id, e.type, e.entity_id as "entityId", e.data, e.at from city.event e
    where ${sql.join(conditions, sql` and `)} order by e.at desc, e.seq desc limit ${maxEntries}`)
}

/** SQL: whether the event `e` is of a field and a district, where these are asked for. */
export function isOf({ field, district }: Pick<FeedRequest, 'field' | 'district'>): RawBuilder<unknown>[] {
  return [
    ...(field === undefined ? [] : [sql`e.field = ${field}`]),
    ...(district === undefined ? [] : [sql`e.districts @> array[${district}]::text[]`]),
  ]
}

/** Name of a district; undefined if there is none of that id. */
export async function districtName({ rows }: Database, id: string): Promise<string | undefined> {
  const [district] = await rows<{ name: string }>(sql`select name from city.district where id = ${id}`)
  return district?.name
}
