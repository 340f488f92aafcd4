import { sql } from 'kysely'
import type { Database } from '../../../../../platform/database/database.js'
import type { Language, LocalizedText } from '../../../../../platform/graph/language.js'
import type { Unit } from '../../../goods/resource-kind.js'
import type { MatchStatus } from '../../match/match-status.js'

/** How far back a calendar goes, ms, and how many bookings it has at most. */
const pastMs = 30 * 24 * 60 * 60_000
const maxBookings = 2_000

/** Whose bookings an address leads to. */
export interface FollowedResource {
  id: string
  title: LocalizedText
  language: Language
}

/** A stretch of time in which the resource is promised. */
export interface Booking {
  matchId: string
  from: Date
  to: Date
  /** Whether nothing else may be booked meanwhile. */
  exclusive: boolean
  status: MatchStatus.ACCEPTED | MatchStatus.CONFIRMED
  /** Exact decimal number. */
  amount: string
  unit: Unit
  /** Of the match. */
  version: number
  acceptedAt: Date
  /** When it became what it is. */
  changedAt: Date
  need: LocalizedText
  initiative: LocalizedText
}

/** The resource of an address; undefined if there is none, or its organization is suspended. */
export async function resourceFollowedBy(
  { rows }: Database,
  secretHash: string,
): Promise<FollowedResource | undefined> {
  const [resource] = await rows<FollowedResource>(sql`
    select r.id, r.title, c.language from city.booking_calendar c
    join city.resource r on r.id = c.resource_id
    join city.organization o on o.id = r.organization_id
    where c.token_hash = ${secretHash} and o.suspended_at is null`)
  return resource
}

/** What a resource is booked for from 30 days ago on, in the order of time, at most 2,000. */
export function bookingsOf({ rows }: Database, resourceId: string, now: Date): Promise<Booking[]> {
  const since = new Date(now.getTime() - pastMs)
  return rows<Booking>(sql`
    select b.match_id as "matchId", lower(b.during) as "from", upper(b.during) as "to", b.exclusive, m.status,
      trim_scale(m.amount)::text as amount, n.unit, m.version, m.accepted_at as "acceptedAt",
      coalesce(m.confirmed_at, m.accepted_at) as "changedAt", n.title as need, i.title as initiative
    from city.booking b
    join city.match m on m.id = b.match_id
    join city.need n on n.id = m.need_id
    join city.initiative i on i.id = n.initiative_id
    where b.resource_id = ${resourceId} and b.during && tstzrange(${since}, null)
      -- What is promised is used within the horizon of its run; an event without a beginning or an end is none.
      and not lower_inf(b.during) and not upper_inf(b.during)
    order by lower(b.during), b.match_id limit ${maxBookings}`)
}
