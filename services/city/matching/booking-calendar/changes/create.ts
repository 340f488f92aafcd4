import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Change, change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { Language } from '../../../../../platform/graph/language.js'
import { demandActingOn } from '../../../goods/demand-acting-on.js'
import { bookingCalendarAccess } from '../booking-calendar.access.js'
import type { CreateBookingCalendarArgs } from '../booking-calendar.args.js'
import { bookingCalendarColumns } from '../booking-calendar.queries.js'
import type { BookingCalendar, BookingCalendarWithUrl } from '../booking-calendar.type.js'
import { addressOf, newSecret, secretHash } from '../secret-address.js'

/** Calendars one resource may have: one for each program that follows it. */
const maxCalendars = 10

/**
 * Makes a secret address for the bookings of a resource. The stored answer is without it, so that it is in no database.
 *
 * @throws HubError as `demandActingOn`, STATE_REFUSED if the resource has too many
 */
export async function createBookingCalendar(
  context: SubgraphContext,
  { resourceId, language, idempotencyKey, lang }: CreateBookingCalendarArgs,
): Promise<BookingCalendarWithUrl> {
  const { caller, config } = context
  let url: string | null = null
  const request = { action: 'createBookingCalendar', input: { resourceId, language }, idempotencyKey }
  const calendar = await change(context, request, async (step) => {
    await demandActingOn(step, caller, bookingCalendarAccess.create, { table: 'resource', id: resourceId })
    await demandRoom(step, resourceId, lang)
    const secret = newSecret()
    url = addressOf(config.publicUrl, secret)
    const [made] = await step.rows<BookingCalendar>(sql`
      insert into city.booking_calendar as c (id, resource_id, token_hash, language, created_by, created_at)
      values (${randomUUID()}, ${resourceId}, ${secretHash(secret)}, ${language}, ${caller.subject}, ${step.now})
      returning ${bookingCalendarColumns}`)
    return made as BookingCalendar
  })
  return { calendar: { ...calendar, createdAt: new Date(calendar.createdAt) }, url }
}

async function demandRoom({ rows }: Change, resourceId: string, lang: Language): Promise<void> {
  // Those who make one at the same time wait for each other, so that they are counted.
  await rows(sql`select pg_advisory_xact_lock(hashtextextended(${`calendars of ${resourceId}`}, 0))`)
  const there = await rows(sql`select from city.booking_calendar where resource_id = ${resourceId}`)
  if (there.length < maxCalendars) return
  throw new HubError(
    'STATE_REFUSED',
    lang === Language.EN
      ? `A resource can have ${maxCalendars} booking calendars at most: remove one first.`
      : `Mehr als ${maxCalendars} Buchungskalender kann eine Ressource nicht haben: Entfernen Sie zuerst einen.`,
  )
}
