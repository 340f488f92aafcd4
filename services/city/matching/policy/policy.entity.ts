import { defineEntity, p } from '@mikro-orm/core'
import type { TermWeights } from '../../../../matching/score/terms.js'
import { schema } from '../../schema.js'

/** How needs and resources are matched. A version never changes; what coordinators edit becomes the next one. */
export const MatchingPolicyEntity = defineEntity({
  name: 'MatchingPolicy',
  tableName: 'matching_policy',
  schema,
  properties: {
    version: p.integer().primary().autoincrement(false).comment('from 1; the last one is in force'),
    weights: p.json<TermWeights>(),
    horizonDays: p.integer().comment('how far ahead is matched'),
    confirmationDays: p.integer().comment('how long a provider has to confirm'),
    proposalDays: p.integer().comment('how long a proposal waits for a decision'),
    fairnessDays: p.integer().comment('how far back counts what an organization got'),
    reason: p.text().nullable(),
    createdBy: p.text().nullable().comment('subject of the caller'),
    createdAt: p.datetime().columnType('timestamptz'),
  },
  checks: [
    { name: 'matching_policy_horizon_days_check', expression: 'horizon_days >= 7 and horizon_days <= 731' },
    {
      name: 'matching_policy_confirmation_days_check',
      expression: 'confirmation_days >= 1 and confirmation_days <= 90',
    },
    {
      name: 'matching_policy_proposal_days_check',
      expression: 'proposal_days >= 1 and proposal_days <= 365',
    },
    {
      name: 'matching_policy_fairness_days_check',
      expression: 'fairness_days >= 30 and fairness_days <= 1461',
    },
  ],
})
