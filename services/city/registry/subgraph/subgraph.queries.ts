import { type RawBuilder, sql } from 'kysely'
import { type Caller, hasScope, isCoordinator, organizationsOf } from '../../../../platform/caller/caller.js'
import { groupedBy, inOrderOf } from '../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { List } from '../../../../platform/graph/list.js'
import type { Subgraph } from './subgraph.type.js'
import { SubgraphStatus } from './subgraph-status.js'

/** SQL: the status of the subgraph `s` of the organization `o`. */
const status = sql<SubgraphStatus>`(case
  when s.retired_at is not null then 'RETIRED'
  when s.suspended_at is not null or o.suspended_at is not null then 'SUSPENDED'
  else coalesce((
    select v.status from city.subgraph_version v
    where v.subgraph_id = s.id and v.status in ('SANDBOX', 'AWAITING_APPROVAL', 'CANARY', 'LIVE')
    order by array_position(array['LIVE', 'CANARY', 'AWAITING_APPROVAL', 'SANDBOX'], v.status) limit 1
  ), 'REGISTERED') end)`

/** SQL: the columns of `Subgraph` from the rows of `subgraphRows`. */
export const subgraphColumns = sql`s.id, s.name, ${status} as status, s.version, s.created_at as "createdAt",
  s.updated_at as "updatedAt", s.organization_id as "organizationId", o.kind = 'TOWN' as town,
  s.host_token as "hostToken", s.proven_address as "provenAddress", s.proven_at as "provenAt", s.claims,
  s.trusted, s.may_extend as "mayExtend", s.key_generation as "keyGeneration",
  s.suspended_at is not null as "suspendedItself",
  coalesce(s.suspension_reason, o.suspension_reason) as "suspensionReason"`

/** SQL: subgraphs `s` with their organizations `o`. */
export const subgraphRows = sql`city.subgraph s join city.organization o on o.id = s.organization_id`

/** SQL: whether the subgraph `s` is the caller's to look into: coordinators all, members and keys their own. */
export function isOwn(caller: Caller): RawBuilder<boolean> {
  if (isCoordinator(caller)) return sql`true`
  const reads = hasScope(caller, 'read') || hasScope(caller, 'subgraphs:write')
  const own = reads ? organizationsOf(caller) : []
  // Nobody is a member of the town: coordinators act for it.
  return own.length === 0 ? sql`false` : sql`(o.id = any(${own}::text[]) and o.kind <> 'TOWN')`
}

/** SQL: whether the caller may find the subgraph `s`: everybody what is live. */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  return sql`(${isOwn(caller)} or ${status} = ${SubgraphStatus.LIVE})`
}

/** Subgraphs the caller may find, by name, as a list to take pages of. */
export function subgraphList(wanted: SubgraphStatus | null, caller: Caller): List {
  return {
    columns: subgraphColumns,
    from: subgraphRows,
    where: [isVisibleTo(caller), ...(wanted === null ? [] : [sql`${status} = ${wanted}`])],
    order: [{ by: sql`s.name`, type: 'text' }],
  }
}

/** Subgraphs by their ids; null for those the caller may not find. */
export async function subgraphsById(
  ids: readonly string[],
  _: null,
  { database, caller }: SubgraphContext,
): Promise<(Subgraph | null)[]> {
  const rows = await database.rows<Subgraph>(sql`select ${subgraphColumns} from ${subgraphRows}
    where s.id = any(${[...ids]}::text[]) and ${isVisibleTo(caller)}`)
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** What organizations have registered and not retired, by name, as far as the caller may find it. */
export async function subgraphsOfOrganizations(
  ids: readonly string[],
  _: null,
  { database, caller }: SubgraphContext,
): Promise<Subgraph[][]> {
  const rows = await database.rows<Subgraph>(sql`select ${subgraphColumns} from ${subgraphRows}
    where o.id = any(${[...ids]}::text[]) and s.retired_at is null and ${isVisibleTo(caller)} order by s.name`)
  return groupedBy(ids, rows, ({ organizationId }) => organizationId)
}
