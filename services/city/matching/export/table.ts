import type { SubgraphContext } from '../../../../platform/graph/context.js'
import type { PageLanguage } from '../../../../platform/pages/language.js'
import type { Said } from './words.js'

/** A column: what it is called, and what stands in it; null where nothing does. */
export interface Column<Row> {
  name: Said
  cell(row: Row, lang: PageLanguage): string | number | null
}

/** A table with its rows, as far as they have been asked for. */
export interface Opened<Row> {
  columns: readonly Column<Row>[]
  /** In order, so many at a time. */
  chunks: AsyncIterable<readonly Row[]>
  /** What its file is called, without an ending: lower case letters of ASCII, digits and hyphens. */
  fileName: Said
}

/** A view that can be had as a table. */
export interface Table {
  /** What it is called in an address. */
  name: string
  /** Which parameters it takes, for who got them wrong. */
  usage: Said
  /**
   * Opens the table for a request.
   *
   * @param parameters of the address, as they came
   * @throws GraphQLError BAD_USER_INPUT if it cannot be had like this, also while it is read
   */
  open(
    parameters: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    lang: PageLanguage,
  ): Opened<never>
}

/** A table whose rows are all alike, as one of many. */
export function table<Row>(
  made: Omit<Table, 'open'> & {
    open(...args: Parameters<Table['open']>): Opened<Row>
  },
): Table {
  return made as Table
}
