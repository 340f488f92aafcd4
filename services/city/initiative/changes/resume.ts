import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { demandDecision } from '../../organization/may-decide.js'
import { initiativeEvent } from '../initiative.events.js'
import { PausedBy } from '../initiative-status.js'
import { type StepArgs, takeStep } from './take-step.js'

/** Lets a paused initiative go on. What the town has paused, only the town resumes (FORBIDDEN). Throws as `takeStep`. */
export function resumeInitiative(context: SubgraphContext, args: StepArgs) {
  return takeStep(context, args, { mutation: 'resumeInitiative', step: 'resume' }, (initiative) => {
    if (initiative.pausedBy === PausedBy.TOWN) demandDecision(context.caller, initiative)
    return { pausedBy: null, decisionReason: null, events: [initiativeEvent('resumed', initiative)] }
  })
}
