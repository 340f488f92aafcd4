import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { demandActingOn } from '../../../goods/demand-acting-on.js'
import { bookingCalendarAccess } from '../booking-calendar.access.js'
import type { RemoveBookingCalendarArgs } from '../booking-calendar.args.js'

/**
 * Removes a booking calendar of a resource: its address leads nowhere from now on. What has been removed already is as
 * removed as anybody can want it.
 *
 * @returns its id
 * @throws HubError as `demandActingOn`
 */
export function removeBookingCalendar(
  context: SubgraphContext,
  { resourceId, id, idempotencyKey }: RemoveBookingCalendarArgs,
): Promise<string> {
  const request = { action: 'removeBookingCalendar', input: { resourceId, id }, idempotencyKey }
  return change(context, request, async (step) => {
    const { remove } = bookingCalendarAccess
    await demandActingOn(step, context.caller, remove, { table: 'resource', id: resourceId })
    await step.rows(sql`delete from city.booking_calendar where id = ${id} and resource_id = ${resourceId}`)
    return id
  })
}
