import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeEvent } from '../initiative.events.js'
import { settleOpenProposal } from '../proposal/settle-open.js'
import { givenReason } from './reason.js'
import { reasonOfTown } from './reason-of-town.js'
import { type StepArgs, takeStep } from './take-step.js'

/**
 * Ends an initiative for good; it stays public as ended, and a change proposed to it is out of date.
 * Throws as `takeStep`, and BAD_USER_INPUT.
 */
export function endInitiative(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  return takeStep(
    context,
    args,
    { mutation: 'endInitiative', step: 'end', why },
    async (initiative, work) => {
      await settleOpenProposal(work, initiative.id)
      return {
        pausedBy: null,
        decisionReason: why,
        events: [initiativeEvent('ended', initiative), ...reasonOfTown(context.caller, initiative, why)],
      }
    },
  )
}
