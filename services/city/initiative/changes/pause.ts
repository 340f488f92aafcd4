import { isMember } from '../../../../platform/caller/caller.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeEvent } from '../initiative.events.js'
import { PausedBy } from '../initiative-status.js'
import { givenReason } from './reason.js'
import { reasonOfTown } from './reason-of-town.js'
import { type StepArgs, takeStep } from './take-step.js'

/** Interrupts a published initiative; it stays public as paused. Throws as `takeStep`, and BAD_USER_INPUT. */
export function pauseInitiative(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  return takeStep(context, args, { mutation: 'pauseInitiative', step: 'pause', why }, (initiative) => {
    const own = !initiative.town && isMember(context.caller, initiative.organizationId)
    return {
      pausedBy: own ? PausedBy.ORGANIZATION : PausedBy.TOWN,
      decisionReason: why,
      events: [initiativeEvent('paused', initiative), ...reasonOfTown(context.caller, initiative, why)],
    }
  })
}
