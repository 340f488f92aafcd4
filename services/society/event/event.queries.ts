import { type RawBuilder, sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../platform/graph/batch.js'
import { badInput, type PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Event, Occurrence } from './event.type.js'

/** From (inclusive) to (exclusive); open where null. */
export interface Period {
  from: Date | null
  to: Date | null
}

const eventColumns = sql`e.id, e.title, e.description, e.all_day as "allDay", e.place, e.categories, e.status,
  e.organizer, e.web_address as "webAddress", e.recurs, e.continues_after as "continuesAfter",
  e.district_id as "districtId", shown.starts_at as "startsAt", shown.ends_at as "endsAt",
  case when e.lat is null then null else json_build_object('lat', e.lat, 'lon', e.lon) end as location`

/**
 * SQL: an event's next occurrence at a moment. There is exactly one, for the last stays it for ever; it is found with
 * one look-up in the index on `next_until`.
 */
function occurrenceAt(moment: Date) {
  return sql`lateral (
    select starts_at, ends_at from society.occurrence
    where event_id = e.id and next_until > ${moment}::timestamptz order by next_until limit 1
  )`
}

/**
 * Events that are not cancelled and have an occurrence in a period, each once, in the order of the first of these.
 *
 * @param period without a start: from now on
 * @param feed whether conditions or parents are columns of the feed `f`
 * @throws GraphQLError BAD_USER_INPUT if the period ends before it starts
 */
export function eventList(
  { from, to }: Period,
  { now }: Pick<SubgraphContext, 'now'>,
  { where = [], feed = false }: { where?: readonly RawBuilder<unknown>[]; feed?: boolean } = {},
): List {
  const begin = from ?? now
  // Where the period begins now, the first occurrence in it is the next one; no second look-up is made.
  const shown = from === null ? sql`lateral (select first.starts_at, first.ends_at)` : occurrenceAt(now)
  if (to !== null && to <= begin) throw badInput('"to" must be after "from", which is now unless given.')
  return {
    columns: eventColumns,
    from: sql`society.event e ${feed ? sql`join society.feed f on f.id = e.feed_id` : sql``}
      cross join ${occurrenceAt(begin)} as first cross join ${shown} as shown`,
    where: [
      sql`e.status <> 'CANCELLED'`,
      // The last occurrence ends with the event; this one comparison an index serves.
      sql`e.last_ends_at > ${begin}::timestamptz`,
      ...(to === null ? [] : [sql`first.starts_at < ${to}::timestamptz`]),
      ...where,
    ],
    order: [
      { by: sql`first.starts_at`, type: 'timestamptz' },
      { by: sql`e.id`, type: 'text' },
    ],
  }
}

/** SQL: whether an event speaks of something, in any form of its words or as a part of one. */
export function speaksOf(text: string): RawBuilder<unknown> {
  const spoken = sql`concat_ws(' ', e.title, e.description, e.place, e.organizer, array_to_string(e.categories, ' '))`
  const part = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  return sql`(${spoken} ilike ${part}
    or to_tsvector('german', ${spoken}) @@ websearch_to_tsquery('german', ${text}))`
}

/** SQL: whether an event is of a category, in any case of letters. */
export function isOfCategory(category: string): RawBuilder<unknown> {
  return sql`exists (select from unnest(e.categories) as own(name) where lower(own.name) = lower(${category}))`
}

export async function eventsById(ids: readonly string[], _: null, { database, now }: SubgraphContext) {
  const rows = await database.rows<Event>(
    sql`select ${eventColumns} from society.event e cross join ${occurrenceAt(now)} as shown
        where e.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** The first occurrences of each event that have not ended at the period's start and start before its end. */
export async function occurrencesOfEvents(
  eventIds: readonly string[],
  { from, to, first }: { from: Date; to: Date | null; first: number },
  { database }: SubgraphContext,
): Promise<Occurrence[][]> {
  const before = to === null ? sql`` : sql`and o.starts_at < ${to}::timestamptz`
  const rows = await database.rows<Occurrence & { eventId: string }>(
    sql`select o.* from unnest(${[...eventIds]}::text[]) as asked(id)
        join society.event e on e.id = asked.id
        cross join ${occurrenceAt(from)} as next
        cross join lateral (
          select e.id as "eventId", o.starts_at as "startsAt", o.ends_at as "endsAt",
            coalesce(o.title, e.title) as title, coalesce(o.place, e.place) as place
          from society.occurrence o
          where o.event_id = e.id and o.starts_at >= next.starts_at and o.ends_at > ${from}::timestamptz ${before}
          order by o.starts_at limit ${first}
        ) as o`,
  )
  return groupedBy(eventIds, rows, ({ eventId }) => eventId)
}

/** A page of each district's events. */
export function eventsOfDistricts(
  districtIds: readonly string[],
  { from, to, ...args }: PageArgs & Period,
  context: SubgraphContext,
) {
  const list = eventList({ from, to }, context)
  return pageOfEach<Event>(list, sql`e.district_id`, districtIds, args, context)
}

/** A page of the events each initiative's feeds bring. */
export function eventsOfInitiatives(
  initiativeIds: readonly string[],
  { from, to, ...args }: PageArgs & Period,
  context: SubgraphContext,
) {
  const list = eventList({ from, to }, context, { feed: true })
  return pageOfEach<Event>(list, sql`f.initiative_id`, initiativeIds, args, context)
}
