import { sql } from 'kysely'
import { groupedBy } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { BookingCalendar } from './booking-calendar.type.js'

/** All that is ever read of a booking calendar `c`; never what its address is recognized by. */
export const bookingCalendarColumns = sql`c.id, c.resource_id as "resourceId", c.language, c.created_at as "createdAt"`

/** The booking calendars of each resource, oldest first. */
export async function bookingCalendarsOfResources(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
) {
  const rows = await database.rows<BookingCalendar>(sql`
    select ${bookingCalendarColumns} from city.booking_calendar c
    where c.resource_id = any(${[...ids]}::text[]) order by c.created_at, c.id`)
  return groupedBy(ids, rows, ({ resourceId }) => resourceId)
}
