import { sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { Unit } from '../../../goods/resource-kind.js'

/** What somebody wants to book. */
export interface WantedBooking {
  needId: string
  resourceId: string
  /** As PostgreSQL writes a multirange. */
  during: string
  /** Of the match that is to book it, whose own booking is in nobody's way; null for a new one. */
  matchId: string | null
}

/** What is booked already, and what is still to be had. Amounts are exact decimal numbers. */
export interface InTheWay {
  unit: Unit
  /** The first booking that overlaps, of a resource that one at a time uses. */
  taken: { from: string; to: string } | null
  /** What of the resource is free at every moment that is wanted. */
  free: string
  /** What the need still lacks. */
  missing: string
}

/** As much of it as a refusal tells. */
export type Facts = Pick<InTheWay, 'unit'> & Partial<InTheWay>

/** Reads what stands in the way of a booking, as it is now; null if need or resource are not there any more. */
export async function inTheWay(
  { rows }: Pick<Transaction, 'rows'>,
  { needId, resourceId, during, matchId }: WantedBooking,
): Promise<InTheWay | null> {
  const isOwn = sql`m.id = ${matchId} and m.status in ('ACCEPTED', 'CONFIRMED')`
  const [found] = await rows<InTheWay>(sql`select r.unit,
      (select json_build_object('from', lower(b.during), 'to', upper(b.during)) from city.booking b
        where b.resource_id = r.id and b.exclusive and b.during && ${during}::tstzmultirange
          and b.match_id is distinct from ${matchId} order by b.during limit 1) as taken,
      trim_scale(coalesce((select min(s.free) from city.resource_slice s
          where s.resource_id = r.id
            and (r.unit in ('HOURS', 'DAYS', 'EUROS') or s.during && ${during}::tstzmultirange)), r.amount)
        + coalesce((select m.amount from city.match m where ${isOwn}), 0))::text as free,
      trim_scale(coalesce((select balance.missing from city.need_balance balance where balance.need_id = n.id), n.amount)
        + coalesce((select m.amount from city.match m where ${isOwn}), 0))::text as missing
    from city.resource r cross join city.need n where r.id = ${resourceId} and n.id = ${needId}`)
  return found ?? null
}
