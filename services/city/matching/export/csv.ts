import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { PageLanguage } from '../../../../platform/pages/language.js'
import type { Column } from './table.js'

/** Spreadsheets of German speakers separate by semicolons, for their decimals have commas. */
const delimiters: Readonly<Record<PageLanguage, string>> = { de: ';', en: ',' }

/**
 * Rows as CSV (RFC 4180), as they are read: in UTF-8, with the mark by which spreadsheets know that. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
 */
export function csvOf<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncIterable<readonly Row[]>,
  lang: PageLanguage,
): Readable {
  async function* records() {
    for await (const rows of chunks) {
      for (const row of rows) yield columns.map(({ cell }) => cell(row, lang))
    }
  }
  const writer = stringify({
    bom: true,
    delimiter: delimiters[lang],
    record_delimiter: 'windows',
    escape_formulas: true,
    header: true,
    columns: columns.map(({ name }) => name[lang]),
  })
  // Who reads sees a failure as an end before the end.
  return pipeline(Readable.from(records()), writer, () => {})
}
