import { sql } from 'kysely'
import { inOrderOf } from '../../../../platform/graph/batch.js'
import type { PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../../platform/graph/list.js'
import { isOwn, subgraphRows } from '../subgraph/subgraph.queries.js'
import type { SubgraphVersion } from './version.type.js'

/** SQL: the columns of `SubgraphVersion` from the rows `v`; its schema is read only where it is asked for. */
export const versionColumns = sql`v.id, v.number, v.status, v.url, v.hash, v.canary_percent as "canaryPercent",
  v.breaking, v.note, v.end_reason as "endReason", v.published_at as "publishedAt",
  v.approved_at as "approvedAt", v.live_at as "liveAt", v.ended_at as "endedAt",
  v.subgraph_id as "subgraphId", v.published_by as "publishedById", v.findings as "storedFindings"`

/** All versions of subgraphs, the newest first. */
const versionList: List = {
  columns: versionColumns,
  from: sql`city.subgraph_version v`,
  order: [{ by: sql`v.number`, type: 'integer' }],
  descending: true,
}

export function versionsOfSubgraphs(
  ids: readonly string[],
  args: Pick<PageArgs, 'first' | 'after'>,
  context: SubgraphContext,
) {
  return pageOfEach<SubgraphVersion>(versionList, sql`v.subgraph_id`, ids, args, context)
}

/** The versions of subgraphs that are live. */
export async function liveVersionsOfSubgraphs(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(SubgraphVersion | null)[]> {
  const rows = await database.rows<SubgraphVersion>(sql`select ${versionColumns}
    from city.subgraph_version v where v.subgraph_id = any(${[...ids]}::text[]) and v.status = 'LIVE'`)
  return inOrderOf(ids, rows, ({ subgraphId }) => subgraphId)
}

/** Versions by their ids; null for those that are not the caller's to look into. */
export async function versionsById(
  ids: readonly string[],
  _: null,
  { database, caller }: SubgraphContext,
): Promise<(SubgraphVersion | null)[]> {
  const rows = await database.rows<SubgraphVersion>(sql`select ${versionColumns}
    from ${subgraphRows} join city.subgraph_version v on v.subgraph_id = s.id
    where v.id = any(${[...ids]}::text[]) and ${isOwn(caller)}`)
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** The schemas of versions. */
export async function sdlsOfVersions(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(string | null)[]> {
  const rows = await database.rows<{ id: string; sdl: string }>(
    sql`select id, sdl from city.subgraph_version where id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id).map((row) => row?.sdl ?? null)
}
