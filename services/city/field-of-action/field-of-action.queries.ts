import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { FieldOfAction } from './field-of-action.type.js'

const fieldColumns = sql`f.id, json_build_object('title', f.title, 'description', f.description) as texts`

/** All fields of action, in the order of the strategy. */
export function allFieldsOfAction({ database }: SubgraphContext): Promise<FieldOfAction[]> {
  return database.rows(sql`select ${fieldColumns} from city.field_of_action f order by f.position, f.id`)
}

export async function fieldsOfActionById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows<FieldOfAction>(
    sql`select ${fieldColumns} from city.field_of_action f where f.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
