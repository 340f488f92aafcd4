import { type RawBuilder, sql } from 'kysely'
import type { Connection, PageArgs } from '../graph/connection.js'
import type { SubgraphContext } from '../graph/context.js'
import { type List, page } from '../graph/list.js'
import { fitOf, isTelling, type Reason } from './reason.js'

/** A reason, and when it holds for a row. */
export interface Term {
  reason: Reason
  /** SQL over a row of the list; null counts as not. */
  holds: RawBuilder<unknown>
}

/** What a row carries beside itself: which of the terms hold for it, in their order. */
interface Judged {
  met: boolean[]
}

/** Something that is suggested, with why. */
export interface Suggestion<Row> {
  suggested: Row
  /** Those that count most first. */
  reasons: Reason[]
}

/**
 * A page of those rows of a list for which at least one telling reason holds: those that fit best first (see `fitOf`),
 * equals in the list's own order. One statement, and a second one if `totalCount` is asked for.
 *
 * @param terms in the order the reasons are given in
 */
export async function pageByFit<Row>(
  list: List,
  terms: readonly Term[],
  args: PageArgs,
  context: SubgraphContext,
): Promise<Connection<Suggestion<Row>>> {
  const found = await page<Row & Judged>(byFit(list, terms), args, context)
  const edges = found.edges.map(({ node, cursor }) => {
    const reasons = terms.filter((_, index) => node.met[index]).map(({ reason }) => reason)
    return { cursor, node: { suggested: node, reasons } }
  })
  return { ...found, edges }
}

function byFit(list: List, terms: readonly Term[]): List {
  const held = terms.map((_, index) => sql.ref(`judged.term${index}`))
  const judged = terms.map(({ holds }, index) => sql`(${holds}) is true as ${sql.ref(`term${index}`)}`)
  const counts = terms.map(
    ({ reason }, index) => sql`case when ${held[index]} then ${sql.lit(fitOf([reason]))} else 0 end`,
  )
  const telling = terms.filter(({ reason }) => isTelling(reason)).map(({ holds }) => holds)
  return {
    columns: sql`${list.columns}, array[${sql.join(held)}]::boolean[] as met`,
    // "offset 0" keeps what is judged from being judged again wherever it is named.
    from: sql`${list.from} cross join lateral (select ${sql.join(judged)} offset 0) as judged`,
    // Said of the rows themselves, so that indexes find them and only these are judged.
    where: [
      ...(list.where ?? []),
      telling.length === 0 ? sql`false` : sql`(${sql.join(telling, sql` or `)})`,
    ],
    order: [{ by: sql`-(${sql.join(counts, sql` + `)})`, type: 'integer' }, ...list.order],
  }
}
