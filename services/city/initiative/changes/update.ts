import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { checked } from '../../../../platform/input/checked.js'
import type { InitiativeChangesInput } from '../initiative.input.js'
import { contentInput, withInput } from '../initiative-content.js'
import { type StepArgs, takeStep } from './take-step.js'
import { demandSound } from './written-content.js'

/** Writes parts of an initiative anew that is not submitted. Throws as `takeStep`, and BAD_USER_INPUT. */
export function updateInitiative(
  context: SubgraphContext,
  args: StepArgs & { input: InitiativeChangesInput },
) {
  const parts = checked(contentInput, args.input, args.lang)
  return takeStep(context, args, { mutation: 'updateInitiative', step: 'edit' }, async (initiative, work) => {
    const written = withInput(initiative, parts)
    await demandSound(work, written, parts, args.lang)
    return { written, events: [] }
  })
}
