import { sql } from 'kysely'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { endMatchesOfNeeds, endReasons, lockWhatEnds } from '../../matching/match/ending.js'
import { initiativeEvent } from '../initiative.events.js'
import { settleOpenProposal } from '../proposal/settle-open.js'
import { givenReason } from './reason.js'
import { reasonOfTown } from './reason-of-town.js'
import { type StepArgs, takeStep } from './take-step.js'

/**
 * Ends an initiative for good; it stays public as ended, a change proposed to it is out of date, and what was promised to
 * its needs and is still ahead is given back.
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
      const needs = sql`select id from city.need where initiative_id = ${initiative.id} order by id`
      await endMatchesOfNeeds(work, await lockWhatEnds(work, needs), endReasons.initiativeEnded)
      return {
        pausedBy: null,
        decisionReason: why,
        events: [initiativeEvent('ended', initiative), ...reasonOfTown(context.caller, initiative, why)],
      }
    },
  )
}
