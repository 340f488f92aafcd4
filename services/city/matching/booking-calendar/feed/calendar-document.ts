import ICAL from 'ical.js'
import { Language, localize } from '../../../../../platform/graph/language.js'
import type { PageLanguage } from '../../../../../platform/pages/language.js'
import { MatchStatus } from '../../match/match-status.js'
import type { Booking, FollowedResource } from './bookings.js'
import { calendarTexts, quantityText } from './calendar-texts.js'

/** How often programs shall look for something new (RFC 5545, 3.3.6). */
const refreshInterval = 'PT1H'

/**
 * Bookings as an iCalendar (RFC 5545, RFC 7986): one event each, whose UID stays the same as long as the match begins
 * when it does. What is not confirmed yet is tentative; what others may be booked beside keeps nobody's time busy.
 *
 * @param host the hub's, which makes UIDs the hub's own
 */
export function calendarDocument(
  { title, language }: FollowedResource,
  bookings: readonly Booking[],
  host: string,
): string {
  const calendar = new ICAL.Component(['vcalendar', [], []])
  const texts = calendarTexts[pageLanguage(language)]
  const name = `${texts.bookings}: ${localize(title, language)}`
  add(calendar, {
    version: '2.0',
    prodid: `-//Bindeglied//${pageLanguage(language).toUpperCase()}`,
    calscale: 'GREGORIAN',
    method: 'PUBLISH',
    name,
    // Read by programs that do not know NAME.
    'x-wr-calname': name,
    'refresh-interval': ICAL.Duration.fromString(refreshInterval),
    'x-published-ttl': refreshInterval,
  })
  for (const booking of bookings) calendar.addSubcomponent(eventOf(booking, language, host))
  return `${calendar.toString()}\r\n`
}

function eventOf(booking: Booking, language: Language, host: string): ICAL.Component {
  const { matchId, from, to, exclusive, status, amount, unit, version } = booking
  const event = new ICAL.Component('vevent')
  const quantity = quantityText(amount, unit, pageLanguage(language))
  add(event, {
    uid: `${matchId}-${from.getTime()}@${host}`,
    dtstamp: utc(booking.changedAt),
    created: utc(booking.acceptedAt),
    'last-modified': utc(booking.changedAt),
    sequence: version - 1,
    dtstart: utc(from),
    dtend: utc(to),
    summary: `${localize(booking.need, language)} (${quantity})`,
    description: localize(booking.initiative, language),
    status: status === MatchStatus.CONFIRMED ? 'CONFIRMED' : 'TENTATIVE',
    transp: exclusive ? 'OPAQUE' : 'TRANSPARENT',
  })
  return event
}

function add(
  component: ICAL.Component,
  properties: Readonly<Record<string, string | number | ICAL.Time | ICAL.Duration>>,
): void {
  for (const [name, value] of Object.entries(properties)) {
    const written = typeof value === 'string' ? withoutControls(value) : value
    // The package writes more kinds of values than its types say.
    component.addPropertyWithValue(name, written as string)
  }
}

function utc(moment: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(moment, true)
}

function pageLanguage(language: Language): PageLanguage {
  return language === Language.EN ? 'en' : 'de'
}

/** A text has no control characters but line breaks and tabs (RFC 5545, 3.3.11); the package escapes what else there is. */
function withoutControls(text: string): string {
  return text.replaceAll(/(?![\n\t])\p{Cc}/gu, '')
}
