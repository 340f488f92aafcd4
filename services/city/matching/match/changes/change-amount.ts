import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { bookingOfMatch } from '../booking/booking-of-match.js'
import { type Attempt, refusingBookings } from '../booking/refuse.js'
import { demandMatchDecision } from '../deciding.js'
import type { MatchAmountArgs } from '../match.args.js'
import { matchEvents } from '../match.events.js'
import { comparable } from '../stored-match.js'
import { takeMatchStep } from './take-step.js'

/**
 * Gives what was accepted or confirmed another amount; the provider is asked to confirm it anew.
 *
 * @throws HubError as `takeMatchStep` and `bookingOfMatch`; CONFLICT with the reason where somebody was faster
 */
export function changeMatchAmount(context: SubgraphContext, args: MatchAmountArgs) {
  const { lang } = args
  const attempt: Attempt = { lang, current: undefined, wanted: null }
  return refusingBookings(context.database, attempt, () =>
    takeMatchStep(context, args, {
      mutation: 'changeMatchAmount',
      step: 'changeAmount',
      demand: (match) => demandMatchDecision(context.caller, match),
      decide: async (match, work) => {
        const { amount, confirmBy, during, isMoved } = await bookingOfMatch(work, match, args.amount, lang)
        attempt.current = comparable(match)
        attempt.wanted = { ...match, during, matchId: match.id }
        return {
          amount,
          confirmBy,
          confirmedAt: null,
          // What has been used stays booked as it was.
          ...(isMoved && { during }),
          events: matchEvents('accepted', { ...match, amount }, { until: confirmBy }),
        }
      },
    }),
  )
}
