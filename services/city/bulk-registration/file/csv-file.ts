import { csvRecords } from '../../../../platform/feeds/records/csv-records.js'
import { columnAt, columns, requiredColumns } from '../row/columns.js'
import { csvInput } from '../row/csv-input.js'
import { FileRefusal } from './file-refusal.js'
import type { FileRow } from './file-row.js'

const newline = 0x0a

/**
 * Reads the rows of a CSV file with a header; columns are separated as its first line does it, by comma or semicolon.
 *
 * @throws FileRefusal for columns there are none of, that are missing or named twice
 * @throws HubError FORMAT_UNRECOGNIZED
 */
export async function* csvFile(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRow> {
  const { head, rest } = await cutAfterFirstLine(chunks)
  const delimiter = head.subarray(0, lengthOfLine(head)).includes(';') ? ';' : ','
  const records = csvRecords(joined(head, rest), { required: [], delimiter, onHeader: demandColumns })
  for await (const batch of records) {
    for (const record of batch) {
      const { line } = record
      if ('problem' in record) {
        const finding = { path: [], code: 'TOO_MANY_VALUES' } as const
        yield { line, input: undefined, pathOf: (path) => path, finding }
      } else {
        const { input, ways } = csvInput(record.values)
        yield { line, input, pathOf: (path) => [columnAt(path, ways)] }
      }
    }
  }
}

function demandColumns(header: readonly string[]): void {
  const named = header.filter((column) => column !== '')
  const unknown = named.filter((column) => !Object.hasOwn(columns, column))
  if (unknown.length > 0) throw new FileRefusal('UNKNOWN_COLUMNS', list(unknown))
  const missing = requiredColumns.filter((column) => !named.includes(column))
  if (missing.length > 0) throw new FileRefusal('MISSING_COLUMNS', list(missing))
  const repeated = named.filter((column, index) => named.indexOf(column) !== index)
  if (repeated.length > 0) throw new FileRefusal('REPEATED_COLUMNS', list(repeated))
}

/** As people are shown it; a file that is no CSV has columns of any length. */
function list(names: readonly string[]): string {
  return names.join(', ').slice(0, 200)
}

async function cutAfterFirstLine(chunks: AsyncIterable<Buffer>) {
  const rest = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    head = Buffer.concat([head, next.value])
    if (head.includes(newline)) break
  }
  return { head, rest }
}

function lengthOfLine(head: Buffer): number {
  const end = head.indexOf(newline)
  return end < 0 ? head.length : end
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
