import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { initiativeEvent } from '../initiative.events.js'
import { type StepArgs, takeStep } from './take-step.js'

/** Takes back what was submitted, or approved but not published yet: it is a draft again. Throws as `takeStep`. */
export function withdrawInitiative(context: SubgraphContext, args: StepArgs) {
  return takeStep(context, args, { mutation: 'withdrawInitiative', step: 'withdraw' }, (initiative) => ({
    publishAt: null,
    events: [initiativeEvent('withdrawn', initiative)],
  }))
}
