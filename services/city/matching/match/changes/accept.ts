import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { bookingOfMatch } from '../booking/booking-of-match.js'
import { demandNotTaken } from '../booking/not-taken.js'
import { type Attempt, refusingBookings } from '../booking/refuse.js'
import { demandMatchDecision } from '../deciding.js'
import type { AcceptMatchArgs } from '../match.args.js'
import { matchEvents } from '../match.events.js'
import { comparable } from '../stored-match.js'
import { takeMatchStep } from './take-step.js'

/**
 * Accepts a proposal, in whole or in part: it is booked, and the provider is asked to confirm it.
 *
 * @throws HubError as `takeMatchStep` and `bookingOfMatch`; CONFLICT with the reason where somebody was faster
 */
export function acceptMatch(context: SubgraphContext, args: AcceptMatchArgs) {
  const { lang, amount = null } = args
  const attempt: Attempt = { lang, current: undefined, wanted: null }
  return refusingBookings(context.database, attempt, () =>
    takeMatchStep(context, args, {
      mutation: 'acceptMatch',
      step: 'accept',
      look: (work) => demandNotTaken(work, args),
      demand: (match) => demandMatchDecision(context.caller, match),
      decide: async (match, work) => {
        const { isMoved: _, ...booking } = await bookingOfMatch(work, match, amount, lang)
        attempt.current = comparable(match)
        attempt.wanted = { ...match, during: booking.during, matchId: match.id }
        const accepted = { ...match, amount: booking.amount }
        return {
          ...booking,
          acceptedAt: work.now,
          events: matchEvents('accepted', accepted, { until: booking.confirmBy }),
        }
      },
    }),
  )
}
