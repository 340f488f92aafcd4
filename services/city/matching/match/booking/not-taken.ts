import { sql } from 'kysely'
import type { Change } from '../../../../../platform/changes/change.js'
import type { AcceptMatchArgs } from '../match.args.js'
import { matchRows } from '../match.queries.js'
import { comparable, type StoredMatch } from '../stored-match.js'
import type { Facts } from './in-the-way.js'
import { bookingRefusal } from './refuse.js'

type Taken = Pick<StoredMatch, 'id' | 'version' | 'status' | 'amount' | 'unit' | 'confirmBy'> & Facts

/**
 * Refuses, before anybody is made to wait for a lock, to accept what others have booked already: of many who want the same,
 * most learn it here. Whether it is really free is decided where it is booked.
 *
 * @throws HubError CONFLICT with the reason TAKEN
 */
export async function demandNotTaken(
  { rows, now }: Change,
  { id, version, amount = null, lang }: AcceptMatchArgs,
): Promise<void> {
  // With another amount it may be used at another time.
  if (amount !== null) return
  const [taken] = await rows<Taken>(sql`select m.id, m.version, m.status, r.unit,
      trim_scale(m.amount)::text as amount, m.confirm_by as "confirmBy",
      json_build_object('from', lower(other.during), 'to', upper(other.during)) as taken
    from ${matchRows} cross join lateral (
      select b.during from city.booking b
      where b.resource_id = m.resource_id and b.exclusive and b.match_id <> m.id
        and b.during && (m.during * tstzmultirange(tstzrange(${now}, null)))
      order by b.during limit 1) other
    where m.id = ${id} and m.version = ${version} and m.status = 'PROPOSED'`)
  if (taken !== undefined) throw bookingRefusal('TAKEN', taken, { lang, current: comparable(taken) })
}
