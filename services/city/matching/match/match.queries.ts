import { type RawBuilder, sql } from 'kysely'
import type { TermWeights } from '../../../../matching/score/terms.js'
import { type Caller, hasScope, isCoordinator, organizationsOf } from '../../../../platform/caller/caller.js'
import { groupedBy, inOrderOf } from '../../../../platform/graph/batch.js'
import type { PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, pageOfEach, type SortKey } from '../../../../platform/graph/list.js'
import type { TimeWindow } from '../../goods/availability/availability.type.js'
import type { Match, MatchFilter } from './match.type.js'
import { MatchStatus } from './match-status.js'

/** SQL: the columns of `Match` from the rows of `matchRows`. */
export const matchColumns = sql`m.id, m.status, m.version, m.score, m.terms, m.need_id as "needId",
  m.resource_id as "resourceId", m.run_id as "runId", m.alternatives as "storedAlternatives",
  json_build_object('amount', trim_scale(m.amount)::text, 'unit', r.unit) as quantity,
  json_build_object('from', lower(m.during), 'to', upper(m.during)) as span,
  m.confirm_by as "confirmBy", m.end_reason as "endReason", m.created_at as "createdAt",
  m.accepted_at as "acceptedAt", m.confirmed_at as "confirmedAt", m.ended_at as "endedAt"`

/** SQL: matches `m` with their needs `n` and resources `r`. */
export const matchRows = sql`city.match m join city.need n on n.id = m.need_id
  join city.resource r on r.id = m.resource_id`

/** SQL: whether the caller may see the match `m`: coordinators all, members of both sides those that were accepted. */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  if (isCoordinator(caller)) return sql`true`
  const own = hasScope(caller, 'read') ? organizationsOf(caller) : []
  if (own.length === 0) return sql`false`
  // Nobody is a member of the town: coordinators act for it.
  const partners = sql`(array(select own.id from city.organization own
    where own.id = any(${own}::text[]) and own.kind <> 'TOWN'))`
  return sql`(m.accepted_at is not null
    and (n.organization_id = any${partners} or r.organization_id = any${partners}))`
}

/** Best first, for what was proposed to choose from. */
const best: readonly SortKey[] = [
  { by: sql`m.score`, type: 'integer' },
  { by: sql`m.id`, type: 'text' },
]
const newest: readonly SortKey[] = [
  { by: sql`m.created_at`, type: 'timestamptz' },
  { by: sql`m.id`, type: 'text' },
]

/**
 * Matches the caller may see, as a list to take pages of: those of a run, and open proposals by themselves, best first;
 * all others newest first.
 */
export function matchList(filter: MatchFilter | null, caller: Caller): List {
  const { status, run } = filter ?? {}
  const isOfProposals = status?.length === 1 && status[0] === MatchStatus.PROPOSED
  return {
    columns: matchColumns,
    from: matchRows,
    where: [isVisibleTo(caller), ...conditionsOf(filter ?? {})],
    order: run || isOfProposals ? best : newest,
    descending: true,
  }
}

function conditionsOf({ status, need, resource, organization, initiative, kind, run }: MatchFilter) {
  const conditions: RawBuilder<unknown>[] = []
  if (status) conditions.push(hasStatus(status))
  else if (!run) conditions.push(sql`m.status <> ${MatchStatus.WHAT_IF}`)
  if (need) conditions.push(sql`m.need_id = ${need}`)
  if (resource) conditions.push(sql`m.resource_id = ${resource}`)
  if (organization) conditions.push(sql`${organization} in (n.organization_id, r.organization_id)`)
  if (initiative) conditions.push(sql`n.initiative_id = ${initiative}`)
  if (kind) conditions.push(sql`n.kind = ${kind}`)
  if (run) conditions.push(sql`m.run_id = ${run} and m.score is not null`)
  return conditions
}

/** One state is compared by itself, for then an index gives the rows in their order. */
function hasStatus(statuses: readonly MatchStatus[]): RawBuilder<unknown> {
  const [only] = statuses
  return only !== undefined && statuses.length === 1
    ? sql`m.status = ${only}`
    : sql`m.status = any(${[...statuses]}::text[])`
}

/** Matches by their ids; null for those the caller may not see. */
export async function matchesById(ids: readonly string[], _: null, { caller, database }: SubgraphContext) {
  const rows = await database.rows<Match>(
    sql`select ${matchColumns} from ${matchRows} where m.id = any(${[...ids]}::text[]) and ${isVisibleTo(caller)}`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what each need was matched with. */
export function matchesOfNeeds(needIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  return pageOfEach<Match>(matchList(null, context.caller), sql`m.need_id`, needIds, args, context)
}

/** A page of what each resource was matched with. */
export function matchesOfResources(resourceIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  return pageOfEach<Match>(matchList(null, context.caller), sql`m.resource_id`, resourceIds, args, context)
}

/** When each match uses its resource within a range of time: in order, apart from each other. */
export async function windowsOfMatches(
  ids: readonly string[],
  { from, to }: TimeWindow,
  { database }: SubgraphContext,
): Promise<TimeWindow[][]> {
  const rows = await database.rows<TimeWindow & { id: string }>(
    sql`select m.id, lower(span) as from, upper(span) as to
        from city.match m cross join unnest(m.during * tstzmultirange(tstzrange(${from}, ${to}))) span
        where m.id = any(${[...ids]}::text[]) order by m.id, span`,
  )
  return groupedBy(ids, rows, ({ id }) => id)
}

/** How the terms counted in each run. */
export async function weightsOfRuns(
  runIds: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(TermWeights | null)[]> {
  const rows = await database.rows<{ id: string; weights: TermWeights }>(
    sql`select run.id, coalesce(nullif(run.variation -> 'weights', 'null'), policy.weights) as weights
        from city.matching_run run join city.matching_policy policy on policy.version = run.policy_version
        where run.id = any(${[...runIds]}::text[])`,
  )
  return inOrderOf(runIds, rows, ({ id }) => id).map((row) => row?.weights ?? null)
}
