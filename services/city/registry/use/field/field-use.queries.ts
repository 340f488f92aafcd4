import { sql } from 'kysely'
import type { PageArgs } from '../../../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../../../platform/graph/list.js'
import { dayOf } from '../day.js'
import { daysOfUse } from '../used-operations.js'
import { coordinatesOf } from './coordinates.js'
import type { SubgraphFieldUse } from './field-use.type.js'

/** How often the fields of subgraphs' live versions were asked for, by the id of the subgraph. */
export async function fieldUseOfSubgraphs(
  ids: readonly string[],
  args: Pick<PageArgs, 'first' | 'after'>,
  context: SubgraphContext,
) {
  const { database, now } = context
  const live = await database.rows<{ id: string; sdl: string }>(sql`
    select subgraph_id as id, sdl from city.subgraph_version
    where subgraph_id = any(${[...ids]}::text[]) and status = 'LIVE'`)
  const fields = live.flatMap(({ id, sdl }) => coordinatesOf(sdl).map((coordinate) => ({ id, coordinate })))
  return pageOfEach<SubgraphFieldUse>(fieldList(fields, now), sql`f.id`, ids, args, context)
}

/** Fields, the one asked for most often first; those nobody asked for too. */
function fieldList(fields: readonly { id: string; coordinate: string }[], now: Date): List {
  return {
    columns: sql`f.coordinate, f.count::float8 as count, f.day as "lastUsedOn"`,
    from: sql`(
      select field.id, field.coordinate, coalesce(sum(u.count), 0)::bigint as count, max(u.day) as day
      from jsonb_to_recordset(${JSON.stringify(fields)}::jsonb) as field(id text, coordinate text)
      left join city.field_use u
        on u.coordinate = field.coordinate and u.day > ${dayOf(now)}::date - ${daysOfUse}::int
      group by field.id, field.coordinate
    ) as f`,
    order: [
      { by: sql`(- f.count)`, type: 'bigint' },
      { by: sql`f.coordinate`, type: 'text' },
    ],
  }
}
