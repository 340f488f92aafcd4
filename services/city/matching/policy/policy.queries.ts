import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import { inOrderOf } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { List } from '../../../../platform/graph/list.js'
import type { MatchingPolicy } from './policy.type.js'

const policyColumns = sql`p.version, p.weights as "storedWeights", p.horizon_days as "horizonDays",
  p.confirmation_days as "confirmationDays", p.proposal_days as "proposalDays", p.fairness_days as "fairnessDays",
  p.reason, case when p.version > 1 then p.created_at end as "createdAt", p.created_by as "createdById"`

/** The policy in force. */
export async function policyInForce({ rows }: Pick<Transaction, 'rows'>): Promise<MatchingPolicy> {
  const [policy] = await rows<MatchingPolicy>(
    sql`select ${policyColumns} from city.matching_policy p order by p.version desc limit 1`,
  )
  if (policy === undefined) throw new TypeError('There is no matching policy; the migration makes the first')
  return policy
}

/** All versions, the newest first. */
export const policyList: List = {
  columns: policyColumns,
  from: sql`city.matching_policy p`,
  order: [{ by: sql`p.version`, type: 'integer' }],
  descending: true,
}

/** Versions of the policy by their numbers. */
export async function policiesByVersion(versions: readonly number[], _: null, { database }: SubgraphContext) {
  const found = await database.rows<MatchingPolicy>(
    sql`select ${policyColumns} from city.matching_policy p where p.version = any(${[...versions]}::int[])`,
  )
  return inOrderOf(versions, found, ({ version }) => version)
}
