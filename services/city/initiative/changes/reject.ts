import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandDecision } from '../../organization/may-decide.js'
import { initiativeEvent } from '../initiative.events.js'
import { givenReason } from './reason.js'
import { type StepArgs, takeStep } from './take-step.js'

/** Rejects an initiative for good, with the reason. Throws as `takeStep`, and BAD_USER_INPUT. */
export function rejectInitiative(context: SubgraphContext, args: StepArgs & { reason: string }) {
  const why = givenReason(args)
  return takeStep(context, args, { mutation: 'rejectInitiative', step: 'reject', why }, (initiative) => {
    demandDecision(context.caller, initiative)
    const event = initiativeEvent('rejected', initiative, { reason: why })
    return { publishAt: null, decisionReason: why, events: [event] }
  })
}
