import { sql } from 'kysely'
import { isCoordinator } from '../../../../platform/caller/caller.js'
import type { Transaction } from '../../../../platform/database/database.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import { inOrderOf } from '../../../../platform/graph/batch.js'
import type { PageArgs } from '../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../../platform/graph/list.js'
import { isVisibleTo, matchColumns, matchRows } from '../match/match.queries.js'
import type { Match } from '../match/match.type.js'
import type { MatchingRun } from './run.type.js'

/** SQL: the columns of `MatchingRun` from the rows `run`. */
const runColumns = sql`run.id, run.status, run.time_limit_ms / 1000 as "timeLimitSeconds",
  case when run.horizon_from is not null
    then json_build_object('from', run.horizon_from, 'to', run.horizon_to) end as horizon,
  case when run.needs is not null then json_build_object('needs', run.needs, 'resources', run.resources,
    'proposals', run.proposals, 'unmet', run.unmet) end as counts,
  run.objective::text, run.bound::text,
  case when run.bound is not null
    then coalesce((run.bound - run.objective) / nullif(run.bound, 0), 0)::float8 end as gap,
  run.stopped_by as "stoppedBy", run.took_ms / 1000.0::float8 as seconds, run.created_at as "createdAt",
  run.started_at as "startedAt", run.ended_at as "endedAt", run.started_by as "startedById",
  run.policy_version as "policyVersion", run.scope as "storedScope", run.variation, run.failure as "failureCode",
  json_build_object('step', run.step, 'done', coalesce(run.done, 0), 'total', coalesce(run.total, 0))
    as "storedProgress"`

/** All runs, the newest first. */
export const runList: List = {
  columns: runColumns,
  from: sql`city.matching_run run`,
  order: [
    { by: sql`run.created_at`, type: 'timestamptz' },
    { by: sql`run.id`, type: 'text' },
  ],
  descending: true,
}

/** Runs by their ids; null for those the caller may not see, who is not a coordinator. */
export async function runsById(ids: readonly string[], _: null, { caller, database }: SubgraphContext) {
  if (!isCoordinator(caller)) return ids.map(() => null)
  const found = await database.rows<MatchingRun>(
    sql`select ${runColumns} from city.matching_run run where run.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, found, ({ id }) => id)
}

/**
 * A run as a change reads it. Nobody else changes it meanwhile.
 *
 * @throws HubError NOT_FOUND
 */
export async function lockedRun({ rows }: Pick<Transaction, 'rows'>, id: string): Promise<MatchingRun> {
  const [run] = await rows<MatchingRun>(
    sql`select ${runColumns} from city.matching_run run where run.id = ${id} for update`,
  )
  if (run === undefined) throw new HubError('NOT_FOUND', `There is no matching run "${id}".`)
  return run
}

/** A page of what each run has proposed, best first, whatever became of it. */
export function matchesOfRuns(runIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  const list: List = {
    columns: matchColumns,
    from: matchRows,
    where: [isVisibleTo(context.caller), sql`m.score is not null`],
    order: [
      { by: sql`m.score`, type: 'integer' },
      { by: sql`m.id`, type: 'text' },
    ],
    descending: true,
  }
  return pageOfEach<Match>(list, sql`m.run_id`, runIds, args, context)
}
