import { sql } from 'kysely'
import type { Database } from '../../../../platform/database/database.js'
import type { KnownOperation } from '../../../../schema/checks/finding.js'
import { dayOf } from './day.js'

/** How far back use counts for the question whether something may be changed, days. */
export const daysOfUse = 30

/** Most operations that are looked at; those beyond were hardly used. */
const mostOperations = 5_000

/**
 * What clients ask of the graph: operations used in the last 30 days and those that apps have registered.
 *
 * @returns at most 5,000, the most used first; those registered are always among them
 */
export function usedOperations({ rows }: Pick<Database, 'rows'>, now: Date): Promise<KnownOperation[]> {
  return rows<KnownOperation>(sql`
    with used as (
      select hash, sum(count)::float8 as count, max(day)::text as last_day
      from city.operation_use where day > ${dayOf(now)}::date - ${daysOfUse}::int group by hash
    ),
    registered as (
      select o.plain_hash as hash, min(o.name) as name, min(o.plain_text) as text,
        string_agg(distinct app.name, ', ' order by app.name) as app
      from city.registered_operation o join city.frontend_app app on app.id = o.app_id
      where o.text is not null group by o.plain_hash
    ),
    chosen as (
      select hash, coalesce(used.count, 0) as count, used.last_day, registered.name, registered.text, registered.app
      from used full join registered using (hash)
      order by (registered.hash is not null) desc, coalesce(used.count, 0) desc, hash limit ${mostOperations}
    )
    select c.hash, coalesce(c.name, o.name) as name, coalesce(c.app, app.name) as app,
      coalesce(c.text, o.text) as text, c.count, c.last_day as "lastUsedOn"
    from chosen c left join city.used_operation o on o.hash = c.hash
    left join city.frontend_app app on app.id = o.app_id
    order by c.count desc, c.hash`)
}
