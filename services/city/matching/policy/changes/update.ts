import { sql } from 'kysely'
import { z } from 'zod'
import { change } from '../../../../../platform/changes/change.js'
import { demandVersion } from '../../../../../platform/changes/conflict.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { checked } from '../../../../../platform/input/checked.js'
import { reason as reasonInput } from '../../../history/reason.input.js'
import { policyAccess } from '../policy.access.js'
import type { UpdateMatchingPolicyArgs } from '../policy.args.js'
import { MatchingPolicyEntity } from '../policy.entity.js'
import { policyChanges } from '../policy.input.js'
import { policyInForce } from '../policy.queries.js'
import type { MatchingPolicy } from '../policy.type.js'
import { shownWeights } from '../weights.type.js'

const request = z.object({ input: policyChanges, reason: reasonInput })

/**
 * Adds the next version of the policy, which is in force from now on. Runs that wait have named theirs already.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with every problem, CONFLICT if somebody was faster
 */
export function updateMatchingPolicy(
  context: SubgraphContext,
  { idempotencyKey, lang, ...args }: UpdateMatchingPolicyArgs,
): Promise<MatchingPolicy> {
  const { caller } = context
  demand(caller, policyAccess.update)
  const { input, reason } = checked(request, args, lang, [])
  const what = { action: 'updateMatchingPolicy', input: args, idempotencyKey, why: reason }
  return change(context, what, async (step) => {
    // Those who change it at the same time wait for each other, so that the second is told of the first.
    await step.rows(sql`select pg_advisory_xact_lock(hashtextextended('city.matching_policy', 0))`)
    const { storedWeights, ...rest } = await policyInForce(step)
    const current = { ...rest, weights: shownWeights(storedWeights) }
    demandVersion(current, args.version)
    step.em.create(MatchingPolicyEntity, {
      version: current.version + 1,
      weights: input.weights ?? storedWeights,
      horizonDays: input.horizonDays ?? current.horizonDays,
      confirmationDays: input.confirmationDays ?? current.confirmationDays,
      proposalDays: input.proposalDays ?? current.proposalDays,
      fairnessDays: input.fairnessDays ?? current.fairnessDays,
      reason,
      createdBy: caller.subject,
      createdAt: step.now,
    })
    return policyInForce(step)
  })
}
