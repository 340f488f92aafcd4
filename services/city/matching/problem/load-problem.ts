import { sql } from 'kysely'
import { dayMs } from '../../../../matching/availability/wall-clock.js'
import type { Problem, Resource } from '../../../../matching/problem.js'
import type { TermWeights } from '../../../../matching/score/terms.js'
import type { Window } from '../../../../matching/windows.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { townZone } from '../../../../platform/town/zone.js'
import type { RunScope } from '../run/run-scope.js'
import type { Variation } from '../run/variation.js'
import { engineAmount } from './amount.js'
import { declinedPairs, promisedAllocations } from './matches.queries.js'
import { matchableNeeds } from './needs.queries.js'
import { matchableResources } from './resources.queries.js'
import { type SkillBelow, skillAncestors } from './skill-ancestors.js'
import { unitsOfUse } from './units.js'

export interface ProblemOptions {
  /** Which needs; undefined: all. */
  scope?: RunScope
  /** Ids; undefined: all in the scope. */
  needIds?: readonly string[]
  /** Ids; undefined: all of a kind and unit that is needed. */
  resourceIds?: readonly string[]
  policy: { weights: TermWeights; horizonDays: number; fairnessDays: number }
  /** Instead of the policy's, and of the variation's. */
  weights?: TermWeights
  /** The beginning of the horizon. */
  now: Date
  /** From when until when anything would be used; undefined: at any time as far as the policy looks ahead. */
  use?: Window
  variation?: Variation | null
  /** Id of a match whose booking is to count as not made. */
  withoutMatch?: string
  /**
   * Whether somebody has decided, and only hard rules are to be asked: then nothing is told of what was declined or
   * received before.
   */
  unscored?: boolean
}

/**
 * Reads what the engine is to match: a statement for each kind of thing, however many there are. What is withdrawn, over,
 * not published, or of an organization that is not verified is left out, also if it is named; what is promised counts
 * whoever promised it. In a transaction that sees one snapshot, the problem is that of one moment.
 */
export async function loadProblem(
  transaction: Pick<Transaction, 'rows'>,
  options: ProblemOptions,
): Promise<Problem> {
  const { scope, needIds, resourceIds, policy, weights, now, variation = null } = options
  const { withoutMatch, unscored = false } = options
  const { fairnessDays, horizonDays } = policy
  const from = now.getTime()
  const horizon: Window = [from, options.use?.[1] ?? from + horizonDays * dayMs]
  const needs = without(
    await matchableNeeds(transaction, {
      now,
      fairnessDays: unscored ? null : fairnessDays,
      scope,
      ids: needIds,
    }),
    variation?.withoutNeeds,
  )
  const resources = varied(
    without(
      await matchableResources(transaction, { now, needs, ids: resourceIds }),
      variation?.withoutResources,
    ),
    variation,
  )
  return {
    needs,
    resources,
    allocations: await promisedAllocations(transaction, {
      needs,
      resources,
      use: options.use ?? horizon,
      withoutMatch,
    }),
    declined: unscored ? [] : await declinedPairs(transaction, { needs, resources }, now),
    units: unitsOfUse,
    skillAncestors: needs.some(({ skills }) => skills.length > 0)
      ? skillAncestors(
          await transaction.rows<SkillBelow>(
            sql`select id, parent_id as "parentId" from city.skill order by id`,
          ),
        )
      : {},
    horizon,
    timeZone: townZone,
    policy: { weights: weights ?? variation?.weights ?? policy.weights },
  }
}

function without<T extends { id: string }>(things: readonly T[], ids: readonly string[] = []): T[] {
  const left = new Set(ids)
  return things.filter(({ id }) => !left.has(id))
}

function varied(resources: readonly Resource[], variation: Variation | null): Resource[] {
  const amounts = new Map(variation?.amounts.map(({ resourceId, amount }) => [resourceId, amount]))
  return resources.map((resource) => {
    const amount = amounts.get(resource.id)
    return amount === undefined ? resource : { ...resource, amount: engineAmount(amount) }
  })
}
