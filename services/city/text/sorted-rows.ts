import { sql } from 'kysely'
import type { List } from '../../../platform/graph/list.js'
import { matchesText, type SearchColumns, textRank } from '../../../platform/graph/text-search.js'

interface SortedTable {
  /** Name of the table in the schema `city`. */
  table: string
  /** Short name the rows go by in the rest of the statement. */
  as: string
  /** Column with the German text rows are sorted by. */
  by: string
}

/**
 * Rows of a table in their order: by their German title, or the best first where a text is searched for.
 *
 * @throws GraphQLError BAD_USER_INPUT if the text cannot be searched for
 */
export function sortedRows(
  { table, as, by }: SortedTable,
  text?: string | null,
): Pick<List, 'from' | 'order'> {
  const rows = sql`${sql.table(`city.${table}`)} as ${sql.ref(as)}`
  const id = { by: sql.ref(`${as}.id`), type: 'text' } as const
  if (text === undefined || text === null) {
    return { from: rows, order: [{ by: sql.ref(`${as}.${by}`), type: 'text' }, id] }
  }
  const columns: SearchColumns = {
    vector: sql.ref(`${as}.search_vector`),
    folded: sql.ref(`${as}.search_text`),
    rows,
  }
  // Lists are sorted ascending, so the rank is turned round.
  return {
    from: sql`(select ${sql.ref(as)}.*, -${textRank(columns, text)} as misfit from ${rows}
      where ${matchesText(columns, text)}) as ${sql.ref(as)}`,
    order: [{ by: sql.ref(`${as}.misfit`), type: 'double precision' }, id],
  }
}
