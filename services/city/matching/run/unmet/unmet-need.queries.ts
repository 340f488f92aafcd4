import { sql } from 'kysely'
import type { PageArgs } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { pageOfEach } from '../../../../../platform/graph/list.js'
import type { UnmetNeed } from './unmet-need.type.js'

/** SQL: the columns of `UnmetNeed` from the rows of `unmetNeedRows`. */
export const unmetNeedColumns = sql`u.run_id as "runId", u.need_id as "needId", n.kind,
  json_build_object('amount', trim_scale(u.missing)::text, 'unit', n.unit) as missing, u.offered,
  u.far_off as "farOff", u.given_to_others as "givenToOtherIds", u.obstacles as "storedObstacles"`

/** SQL: what runs left unmet `u`, with the needs `n`. */
export const unmetNeedRows = sql`city.unmet_need u join city.need n on n.id = u.need_id`

/** A page of what each run left unmet. */
export function unmetNeedsOfRuns(runIds: readonly string[], args: PageArgs, context: SubgraphContext) {
  const order = [{ by: sql`u.need_id`, type: 'text' }] as const
  const list = { columns: unmetNeedColumns, from: unmetNeedRows, order }
  return pageOfEach<UnmetNeed>(list, sql`u.run_id`, runIds, args, context)
}
