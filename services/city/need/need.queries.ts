import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import { goodsColumns, goodsConditions } from '../goods/goods.queries.js'
import { isPublic } from '../initiative/initiative.filter.js'
import { sortedRows } from '../text/sorted-rows.js'
import type { Need, NeedFilter } from './need.type.js'

const needColumns = sql`${goodsColumns}, o.deadline, o.initiative_id as "initiativeId"`
const ofInitiative = sql`join city.initiative i on i.id = o.initiative_id`

/**
 * Needs of the initiatives everybody may read, by title or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function needList(filter: NeedFilter | null): List {
  const { from, order } = sortedRows({ table: 'need', as: 'o', by: 'sort_title' }, filter?.text)
  const ofField = filter?.field ? [sql`i.field = ${filter.field}`] : []
  return {
    columns: needColumns,
    from: sql`${from} ${ofInitiative}`,
    where: [isPublic, ...ofField, ...goodsConditions(filter)],
    order,
  }
}

/** Needs by their ids; null for those of initiatives not everybody may read. */
export async function needsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Need>(
    sql`select ${needColumns} from city.need o ${ofInitiative}
        where o.id = any(${[...ids]}::text[]) and ${isPublic}`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what each initiative lacks. */
export function needsOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<Need>(needList(null), sql`o.initiative_id`, initiativeIds, args, context)
}
