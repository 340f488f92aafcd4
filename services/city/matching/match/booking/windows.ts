import { type RawBuilder, sql } from 'kysely'
import type { Window } from '../../../../../matching/windows.js'

/** SQL: the windows of a multirange, as the engine has them. */
export function asWindows(during: RawBuilder<unknown>): RawBuilder<Window[]> {
  return sql`(select coalesce(json_agg(json_build_array(floor(extract(epoch from lower(span)) * 1000),
      ceil(extract(epoch from upper(span)) * 1000)) order by span), '[]') from unnest(${during}) span)`
}

/** Windows as PostgreSQL writes a multirange. */
export function asMultirange(windows: readonly Window[]): string {
  const ranges = windows.map(
    ([from, to]) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`,
  )
  return `{${ranges.join(',')}}`
}
