import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { Route } from './route.type.js'

const routeColumns = sql`r.id, r.line, r.short_name as "shortName", r.long_name as "longName", r.kind, r.agency, r.color`

/** Routes by what they are called, as a list to take pages of. */
export function routeList(where: readonly RawBuilder<unknown>[] = []): List {
  return {
    columns: routeColumns,
    from: sql`mobility.route r`,
    where,
    order: [
      { by: sql`r.line`, type: 'text' },
      { by: sql`r.id`, type: 'text' },
    ],
  }
}

export async function routesById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<Route>(
    sql`select ${routeColumns} from mobility.route r where r.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each initiative's routes: those of the feeds that belong to it. */
export function routesOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = { ...routeList(), from: sql`mobility.route r join mobility.feed f on f.id = r.feed_id` }
  return pageOfEach<Route>(list, sql`f.initiative_id`, initiativeIds, args, context)
}
