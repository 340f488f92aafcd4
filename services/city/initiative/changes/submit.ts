import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandComplete } from '../completeness.js'
import { initiativeEvent } from '../initiative.events.js'
import { type StepArgs, takeStep } from './take-step.js'

/**
 * Puts an initiative before the town.
 *
 * @throws HubError INCOMPLETE with everything that is missing to publish it; and as `takeStep`
 */
export function submitInitiative(context: SubgraphContext, args: StepArgs) {
  return takeStep(context, args, { mutation: 'submitInitiative', step: 'submit' }, (initiative, { now }) => {
    demandComplete(initiative, args.lang)
    return { submittedAt: now, events: [initiativeEvent('submitted', initiative)] }
  })
}
