import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { type List, pageOfEach } from '../../../platform/graph/list.js'
import type { ClimateMeasure } from './measure.type.js'

const measureColumns = sql`m.id, m.title, m.kind, m.initiative_id as "initiativeId",
  m.saves_co2_kg_per_year as "savesCo2KgPerYear"`

/** Measures by title, as a list to take pages of. */
export const measureList: List = {
  columns: measureColumns,
  from: sql`climate.climate_measure m`,
  order: [
    { by: sql`m.title`, type: 'text' },
    { by: sql`m.id`, type: 'text' },
  ],
}

export async function measuresById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<ClimateMeasure>(
    sql`select ${measureColumns} from climate.climate_measure m where m.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** A page of each initiative's measures. */
export function measuresOfInitiatives(
  initiativeIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  return pageOfEach<ClimateMeasure>(measureList, sql`m.initiative_id`, initiativeIds, args, context)
}
