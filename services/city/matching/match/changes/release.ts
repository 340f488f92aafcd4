import type { Caller } from '../../../../../platform/caller/caller.js'
import { isAllowed } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checkedReason } from '../../../goods/withdrawal.js'
import { demandActing } from '../../../organization/acting.js'
import { matchAccess } from '../match.access.js'
import type { ReasonedMatchArgs } from '../match.args.js'
import { matchEvents } from '../match.events.js'
import type { Side, StoredMatch } from '../stored-match.js'
import { takeMatchStep } from './take-step.js'

/**
 * Gives back what was booked, for either side or the town. Throws as `demandActing` and `takeMatchStep`, and
 * BAD_USER_INPUT.
 */
export async function releaseMatch(context: SubgraphContext, args: ReasonedMatchArgs) {
  const why = checkedReason(args.reason, args.lang)
  return takeMatchStep(context, args, {
    mutation: 'releaseMatch',
    step: 'release',
    why,
    demand: (match, work) => {
      const { organizationId } = sideOf(context.caller, match)
      return demandActing(work, context.caller, matchAccess.release, organizationId)
    },
    decide: (match, { now }) => ({
      endReason: why,
      endedAt: now,
      events: matchEvents('released', match, { reason: why }),
    }),
  })
}

/** The side the caller acts for; who acts for none is refused on behalf of the provider. */
function sideOf(caller: Caller, { provider, seeker }: StoredMatch): Side {
  return isAllowed(caller, matchAccess.release, seeker) ? seeker : provider
}
