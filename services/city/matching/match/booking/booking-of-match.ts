import { intersection } from '../../../../../matching/windows.js'
import type { Change } from '../../../../../platform/changes/change.js'
import { HubError } from '../../../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../../../platform/graph/language.js'
import { Sharing } from '../../../resource/sharing.js'
import { unitsOfUse } from '../../problem/units.js'
import { bookedStatuses } from '../match-status.js'
import { comparable, type StoredMatch } from '../stored-match.js'
import { askedAmount } from './asked-amount.js'
import { type JudgedBooking, judgedBooking } from './judge-booking.js'

export interface BookingOfMatch extends JudgedBooking {
  /** Exact decimal number. */
  amount: string
  /** Whether it is used at another time than it was to be. */
  isMoved: boolean
}

const texts = {
  over: {
    DE: 'Die Zeit, für die es vorgeschlagen war, ist vorbei. Lehnen Sie es ab, oder teilen Sie es für eine andere Zeit zu.',
    EN: 'The time it was proposed for is over. Decline it, or allocate it for another time.',
  },
  begun: {
    DE: 'Es wird schon genutzt. Geben Sie es frei, und teilen Sie den Rest neu zu.',
    EN: 'It is in use already. Release it, and allocate the rest anew.',
  },
}

/**
 * Judges the booking of a match as things are now. It is used when it was to be, as far as that is still ahead; with
 * another amount, hours and days are placed anew where one need at a time uses them.
 *
 * @param amount in the unit of the match; null: as it is
 * @throws HubError STATE_REFUSED if its time is over, BAD_USER_INPUT for what is no amount, and as `judgedBooking`
 */
export async function bookingOfMatch(
  work: Change,
  match: StoredMatch,
  amount: string | null,
  lang: Language,
): Promise<BookingOfMatch> {
  const counted = askedAmount(amount ?? match.amount, match.unit, lang)
  const isMoved =
    amount !== null && match.sharing === Sharing.EXCLUSIVE && unitsOfUse[match.unit]?.use === 'TIME'
  const begin = match.windows[0]?.[0] ?? 0
  const ahead = intersection(match.windows, [[work.now.getTime(), Infinity]])
  if (isMoved && begin <= work.now.getTime() && bookedStatuses.includes(match.status))
    throw refused('begun', lang)
  if (!isMoved && ahead.length === 0) throw refused('over', lang)
  const { id: matchId, needId, resourceId } = match
  const booking = await judgedBooking(
    work,
    { needId, resourceId, amount: counted, at: isMoved ? null : ahead, matchId },
    { lang, current: comparable(match), code: 'STATE_REFUSED' },
  )
  return { ...booking, amount: amount ?? match.amount, isMoved }
}

function refused(why: keyof typeof texts, lang: Language): HubError {
  return new HubError('STATE_REFUSED', localize(texts[why], lang))
}
