import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { demandActing } from '../../../organization/acting.js'
import { matchAccess } from '../match.access.js'
import type { MatchStepArgs } from '../match.args.js'
import { matchEvents } from '../match.events.js'
import { demandInTime } from './in-time.js'
import { takeMatchStep } from './take-step.js'

/**
 * Confirms, for who offers the resource, what was accepted.
 *
 * @throws HubError STATE_REFUSED if the time to confirm it is over; as `demandActing`, and `takeMatchStep`
 */
export function confirmMatch(context: SubgraphContext, args: MatchStepArgs) {
  return takeMatchStep(context, args, {
    mutation: 'confirmMatch',
    step: 'confirm',
    demand: ({ provider }, work) =>
      demandActing(work, context.caller, matchAccess.confirm, provider.organizationId),
    decide: (match, { now }) => {
      demandInTime(match, now)
      return { confirmedAt: now, events: matchEvents('confirmed', match) }
    },
  })
}
