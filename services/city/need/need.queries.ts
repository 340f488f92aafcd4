import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Field } from '../field.js'
import { goodsColumns, goodsConditions } from '../goods/goods.queries.js'
import { isPublic, isVisibleTo } from '../initiative/initiative.visibility.js'
import { sortedRows } from '../text/sorted-rows.js'
import type { Need, NeedFilter } from './need.type.js'

const needColumns = sql`${goodsColumns}, o.deadline, o.most_sources as "mostSources", o.initiative_id as "initiativeId"`
const ofInitiative = sql`join city.initiative i on i.id = o.initiative_id`

/**
 * Needs of the initiatives the caller may read, by title or best first, as a list to take pages of.
 *
 * @throws GraphQLError BAD_USER_INPUT if the filter asks for what cannot be
 */
export function needList(filter: NeedFilter | null, caller: Caller): List {
  const { from, order } = sortedRows({ table: 'need', as: 'o', by: 'sort_title' }, filter?.text)
  const ofField = filter?.field ? [sql`i.field = ${filter.field}`] : []
  return {
    columns: needColumns,
    from: sql`${from} ${ofInitiative}`,
    where: [isVisibleTo(caller), ...ofField, ...goodsConditions(filter)],
    order,
  }
}

/** Needs by their ids, also withdrawn ones; null for those of initiatives the caller may not read. */
export async function needsById(ids: readonly string[], _: null, { caller, database }: SubgraphContext) {
  const rows = await database.rows<Need>(
    sql`select ${needColumns} from city.need o ${ofInitiative}
        where o.id = any(${[...ids]}::text[]) and ${isVisibleTo(caller)}`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of what each initiative lacks. */
export function needsOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = needList(null, context.caller)
  return pageOfEach<Need>(list, sql`o.initiative_id`, initiativeIds, args, context)
}

/** What a change tells others about a need, beside the need itself. */
interface NeedSurroundings {
  /** Whether everybody may read its initiative. */
  everybody: boolean
  /** What the initiative is about. */
  field: Field
  /** Where the initiative is at work. */
  districts: string[]
}

/**
 * A need as a change reads it, with what is round it. Nobody else changes the need meanwhile.
 *
 * @throws HubError NOT_FOUND
 */
export async function lockedNeed({ rows }: Transaction, id: string) {
  const [row] = await rows<Need & NeedSurroundings>(
    sql`select ${needColumns}, i.field, ${isPublic} as everybody, array(
          select link.district_id from city.initiative_district link
          where link.initiative_id = i.id order by link.district_id) as districts
        from city.need o ${ofInitiative} where o.id = ${id} for no key update of o`,
  )
  if (row === undefined) throw new HubError('NOT_FOUND', `There is no need "${id}" any more.`)
  const { everybody, field, districts, ...need } = row
  return { need: need satisfies Need, everybody, field, districts }
}
