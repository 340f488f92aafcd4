import { type RawBuilder, sql } from 'kysely'
import {
  badCursor,
  type Connection,
  checkPageSize,
  decodeCursor,
  encodeCursor,
  type PageArgs,
} from './connection.js'
import type { BatchFunction, SubgraphContext } from './context.js'

/** One value a list is sorted by, never null, with the SQL type its cursor is read back as. */
export interface SortKey {
  by: RawBuilder<unknown>
  type: 'text' | 'timestamptz' | 'double precision' | 'integer' | 'bigint'
}

/** A list as SQL: what a row is, where rows come from, which are in, and the order they stand in. */
export interface List {
  columns: RawBuilder<unknown>
  from: RawBuilder<unknown>
  where?: readonly RawBuilder<unknown>[]
  /** The last key must be unique, so that the order is the same on every page. */
  order: readonly SortKey[]
  /** Whether the order is from the largest to the smallest, by every key. */
  descending?: boolean
}

/** The row's place in the list, under a name no column has. */
interface Placed {
  cursorPlace: string[]
}

/** One page of a list: one statement, and a second one if `totalCount` is asked for. */
export async function page<Row>(
  list: List,
  args: PageArgs,
  context: SubgraphContext,
): Promise<Connection<Row>> {
  const rows = await placedRows<Row & Placed>(
    sql`select ${columnsAndPlace(list)} from ${list.from} where ${conditions(list, args)}
        order by ${orderOf(list)} limit ${args.first + 1}`,
    args,
    context,
  )
  return connection(rows, args, async () => {
    const [counted] = await context.database.rows<{ count: number }>(
      sql`select count(*)::int as count from ${list.from} where ${conditions(list)}`,
    )
    return counted?.count ?? 0
  })
}

/**
 * The same page of a list for each of many parents, in the order of the parents:
 * one statement for all of them, and a second one if `totalCount` is asked for.
 *
 * @param parent column of the list that holds the parent's id
 */
export async function pageOfEach<Row>(
  list: List,
  parent: RawBuilder<unknown>,
  parentIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
): Promise<Connection<Row>[]> {
  const rows = await placedRows<Row & Placed & { parentId: string }>(
    sql`select parent.id as "parentId", page.*
        from unnest(${[...parentIds]}::text[]) as parent(id)
        cross join lateral (
          select ${columnsAndPlace(list)} from ${list.from}
          where ${parent} = parent.id and ${conditions(list, args)}
          order by ${orderOf(list)} limit ${args.first + 1}
        ) as page`,
    args,
    context,
  )
  const byParent = Map.groupBy(rows, (row) => row.parentId)
  const counts: BatchFunction<string, null, number> = async (ids) => {
    const counted = await context.database.rows<{ id: string; count: number }>(
      sql`select ${parent} as id, count(*)::int as count from ${list.from}
          where ${parent} = any(${[...ids]}::text[]) and ${conditions(list)} group by 1`,
    )
    const byId = new Map(counted.map(({ id, count }) => [id, count]))
    return ids.map((id) => byId.get(id) ?? 0)
  }
  return parentIds.map((id) => connection(byParent.get(id) ?? [], args, () => context.load(counts, null, id)))
}

/**
 * All rows of a list, in its order, for who reads them to the end: so many at a time, and between them no connection
 * is held. What is changed meanwhile may or may not be among them.
 */
export async function* chunksOf<Row>(
  list: List,
  { rows }: Pick<SubgraphContext['database'], 'rows'>,
  atOnce = 1_000,
): AsyncGenerator<Row[]> {
  for (let after: string | null = null; ; ) {
    const found: (Row & Placed)[] = await rows<Row & Placed>(
      sql`select ${columnsAndPlace(list)} from ${list.from} where ${conditions(list, { first: atOnce, after })}
          order by ${orderOf(list)} limit ${atOnce}`,
    )
    yield found
    const last = found.at(-1)
    if (last === undefined || found.length < atOnce) return
    after = encodeCursor(last.cursorPlace)
  }
}

async function placedRows<Row>(
  statement: RawBuilder<Row>,
  args: PageArgs,
  context: SubgraphContext,
): Promise<Row[]> {
  checkPageSize(args)
  try {
    return await context.database.rows(statement)
  } catch (error) {
    // SQLSTATE class 22 is a value that cannot be read as its type; with a cursor given, that is the cursor.
    const code = (error as { code?: unknown }).code
    if (typeof args.after === 'string' && typeof code === 'string' && code.startsWith('22')) throw badCursor()
    throw error
  }
}

function connection<Row extends Placed>(
  rows: readonly Row[],
  { first }: PageArgs,
  countAll: () => Promise<number>,
) {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(node.cursorPlace) }))
  return {
    edges,
    pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    countAll,
  }
}

function columnsAndPlace({ columns, order }: List) {
  return sql`${columns}, array[${sql.join(order.map(({ by }) => sql`(${by})::text`))}] as "cursorPlace"`
}

function orderOf({ order, descending = false }: List) {
  return sql.join(order.map(({ by }) => (descending ? sql`${by} desc` : by)))
}

function conditions({ where = [], order, descending = false }: List, args?: PageArgs) {
  const all = [...where]
  if (typeof args?.after === 'string') {
    const place = decodeCursor(args.after, order.length)
    const reached = order.map(({ type }, index) => sql`cast(${place[index]} as ${sql.raw(type)})`)
    const keys = sql.join(order.map(({ by }) => by))
    all.push(sql`(${keys}) ${sql.raw(descending ? '<' : '>')} (${sql.join(reached)})`)
  }
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}
