import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'
import { type SuggestedItem, toldKey } from './suggested-item.js'

/** Of the things suggested to many, what each follower has been told already, as `toldKey` names it. */
export async function toldOf(
  { rows }: Database,
  interestIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await rows<{ interestId: string; entity: string; id: string }>(
    sql`select interest_id as "interestId", entity, entity_id as id from city.interest_told
        where interest_id = any(${[...interestIds]}::text[])`,
  )
  const byInterest = Map.groupBy(found, ({ interestId }) => interestId)
  return new Map([...byInterest].map(([id, items]) => [id, new Set(items.map(toldKey))]))
}

/** Notes what a follower has been told. */
export async function noteTold(
  { rows }: Pick<Database, 'rows'>,
  interestId: string,
  items: readonly SuggestedItem[],
  now: Date,
): Promise<void> {
  await rows(sql`insert into city.interest_told (interest_id, entity, entity_id, told_at)
    select i.id, item.entity, item.id, ${now} from city.interest i
    cross join unnest(${items.map(({ entity }) => entity)}::text[], ${items.map(({ id }) => id)}::text[])
      as item(entity, id)
    where i.id = ${interestId} on conflict do nothing`)
}
