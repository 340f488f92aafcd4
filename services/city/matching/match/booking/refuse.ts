import type { Database } from '../../../../../platform/database/database.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import type { Language } from '../../../../../platform/graph/language.js'
import { type Facts, inTheWay, type WantedBooking } from './in-the-way.js'
import { type RefusalReason, refusalReason } from './refusal-reason.js'
import { refusalText } from './refusal-text.js'

/** What the refusal of a booking is told with. */
export interface RefusalContext {
  lang: Language
  /** The match as it is, for whoever compares; undefined for a new one. */
  current: object | undefined
}

/** The refusal of a booking, for a reason, with what is in the way. */
export function bookingRefusal(
  reason: RefusalReason,
  found: Facts | null,
  { lang, current }: RefusalContext,
): HubError {
  const facts = found && {
    ...(reason === 'TAKEN' && { taken: found.taken }),
    ...(reason === 'NOT_ENOUGH_LEFT' && { free: { amount: found.free, unit: found.unit } }),
    ...(reason === 'NEED_FILLED' && { missing: { amount: found.missing, unit: found.unit } }),
  }
  const details = { reason, ...facts, ...(current && { current }) }
  return new HubError('CONFLICT', refusalText(reason, found, lang), { details })
}

/** What is about to be booked; a change notes it, for it can be asked about only once its transaction is over. */
export interface Attempt extends RefusalContext {
  wanted: WantedBooking | null
}

/**
 * Makes a change that books. What the database's constraints refuse to book becomes a refusal that says what is in the
 * way, read once the transaction has been taken back.
 *
 * @throws HubError CONFLICT with the reason in `extensions.reason`; and whatever the work throws
 */
export async function refusingBookings<T>(
  { rows }: Pick<Database, 'rows'>,
  attempt: Attempt,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = refusalReason(error)
    if (reason === undefined) throw error
    const found = attempt.wanted === null ? null : await inTheWay({ rows }, attempt.wanted)
    throw bookingRefusal(reason, found, attempt)
  }
}
