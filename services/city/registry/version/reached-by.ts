import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import type { Subgraph } from '../subgraph/subgraph.type.js'
import { SubgraphStatus } from '../subgraph/subgraph-status.js'
import { isApproved } from './approval.js'
import { reachedStatus } from './version-life.js'

/** How far a version without errors goes by itself, as things stand in this transaction. */
export async function reachedBy(
  step: Change,
  { id, trusted, status }: Subgraph,
  { hash, breaking, sandbox }: { hash: string; breaking: boolean; sandbox: boolean },
) {
  const live = await step.rows(
    sql`select from city.subgraph_version where subgraph_id = ${id} and status = 'LIVE'`,
  )
  return reachedStatus({
    sandbox,
    approved: await isApproved(step, { subgraphId: id, hash }),
    trusted,
    followsLive: live.length > 0,
    breaking,
    suspended: status === SubgraphStatus.SUSPENDED,
  })
}
