import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'
import type { SubgraphVersion } from './version.type.js'

type Content = Pick<SubgraphVersion, 'subgraphId' | 'hash'>

/** Whether a coordinator has approved a content, in whatever version. */
export async function isApproved({ rows }: Change, { subgraphId, hash }: Content): Promise<boolean> {
  const approvals = await rows(
    sql`select from city.subgraph_approval where subgraph_id = ${subgraphId} and hash = ${hash}`,
  )
  return approvals.length > 0
}

export interface Approval {
  /** Subject of the caller. */
  by: string
  reason: string | null
  /** Whether it is for everybody: what is to be tried with some first is not approved beyond that. */
  whole: boolean
}

export async function noteApproval(
  { rows, now }: Change,
  { id, subgraphId, hash }: Content & Pick<SubgraphVersion, 'id'>,
  { by, reason, whole }: Approval,
): Promise<void> {
  await rows(sql`update city.subgraph_version set approved_at = ${now} where id = ${id}`)
  if (!whole) return
  await rows(sql`insert into city.subgraph_approval (subgraph_id, hash, approved_by, approved_at, reason)
    values (${subgraphId}, ${hash}, ${by}, ${now}, ${reason})
    on conflict (subgraph_id, hash) do update
    set approved_by = excluded.approved_by, approved_at = excluded.approved_at, reason = excluded.reason`)
}

/** What was refused, or rolled back from, does not go live again by being published again. */
export async function withdrawApproval({ rows }: Change, { subgraphId, hash }: Content): Promise<void> {
  await rows(sql`delete from city.subgraph_approval where subgraph_id = ${subgraphId} and hash = ${hash}`)
}
