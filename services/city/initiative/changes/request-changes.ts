import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandDecision } from '../../organization/may-decide.js'
import { initiativeEvent } from '../initiative.events.js'
import { givenReason } from './reason.js'
import { type StepArgs, takeStep } from './take-step.js'

/** Sends an initiative back to its author, with the reason. Throws as `takeStep`, and BAD_USER_INPUT. */
export function requestChanges(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  return takeStep(
    context,
    args,
    { mutation: 'requestChanges', step: 'requestChanges', why },
    (initiative) => {
      demandDecision(context.caller, initiative)
      const event = initiativeEvent('changes-requested', initiative, { reason: why })
      return { publishAt: null, decisionReason: why, events: [event] }
    },
  )
}
