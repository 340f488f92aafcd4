import { CsvError, Parser } from 'csv-parse'
import { HubError } from '../../errors/hub-error.js'

/** Values by column; columns that are not required are undefined if the file lacks them. */
export type CsvValues<Required extends string> = Record<Required, string> & {
  [column: string]: string | undefined
}

/** One row, or why it is none. `line` is the physical line the row begins on; the header's is usually 1. */
export type CsvRecord<Required extends string = string> =
  | { line: number; values: CsvValues<Required> }
  | { line: number; problem: string }

export interface CsvOptions<Required extends string> {
  required: readonly Required[]
  file?: string
  delimiter?: string
  onHeader?: (columns: readonly string[]) => void
}

/** An unclosed quote makes the rest of the file one value; this ends it early. */
const maxRowBytes = 1024 ** 2

/** Every row gets a value for each column; without a bound, a long header makes short rows fill the memory. */
const maxColumns = 256

/**
 * Reads CSV with a header row (RFC 4180; UTF-8 or UTF-16 with byte order mark) in batches of rows, since handing
 * over millions of rows one by one costs more than reading them.
 * Empty lines are passed over, values a row lacks at its end are empty, and values are not trimmed.
 *
 * @param options.required columns the header must have
 * @param options.file name of the file, for messages
 * @param options.delimiter comma unless said
 * @param options.onHeader is told the columns before the first row, and may refuse them by throwing
 * @throws HubError FORMAT_UNRECOGNIZED if the header lacks a required column or has more than 256, a quote is
 *   never closed, or a row is longer than 1 MiB
 */
export async function* csvRecords<const Required extends string>(
  stream: AsyncIterable<Buffer>,
  { required, file = 'The file', delimiter = ',', onHeader }: CsvOptions<Required>,
): AsyncGenerator<CsvRecord<Required>[]> {
  const rows = new RowCollector(delimiter, (header) => {
    checkHeader(header, required, file)
    onHeader?.(header)
  })
  // Errors arrive through the callback of the write that caused them.
  rows.on('error', () => {})
  try {
    for await (const chunk of stream) {
      await settled((done) => rows.write(chunk, done))
      const batch = rows.takeBatch()
      // The header's check promises the required columns.
      if (batch.length > 0) yield batch as CsvRecord<Required>[]
    }
    await settled((done) => rows.end(done))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new HubError('FORMAT_UNRECOGNIZED', `${file} is not usable CSV: ${error.message}.`, {
      cause: error,
    })
  }
  if (!rows.headerSeen) checkHeader([], required, file)
  const batch = rows.takeBatch()
  if (batch.length > 0) yield batch as CsvRecord<Required>[]
}

function checkHeader(header: string[], required: readonly string[], file: string): void {
  if (header.length > maxColumns) {
    throw new HubError('FORMAT_UNRECOGNIZED', `${file} has more than ${maxColumns} columns.`)
  }
  const missing = required.filter((column) => !header.includes(column))
  if (missing.length === 0) return
  const found = header.length > 0 ? `its first line has ${header.join(', ').slice(0, 200)}` : 'it is empty'
  throw new HubError('FORMAT_UNRECOGNIZED', `${file} lacks the columns ${missing.join(', ')}; ${found}.`)
}

/** csv-parse with its output kept in an array: passing rows through a stream takes longer than parsing them. */
class RowCollector extends Parser {
  #batch: CsvRecord[] = []
  #header: string[] | undefined
  #rowLines = 0

  constructor(
    delimiter: string,
    private readonly checkHeader: (header: string[]) => void,
  ) {
    super({
      delimiter,
      bom: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      // A stray quote inside a value is common and harmless; it is kept as text.
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxRowBytes,
    })
  }

  get headerSeen(): boolean {
    return this.#header !== undefined
  }

  takeBatch(): CsvRecord[] {
    const batch = this.#batch
    this.#batch = []
    return batch
  }

  /** Where csv-parse delivers each row, and null at the end. */
  override push(row: string[] | null): boolean {
    if (row === null) return super.push(null)
    // Counted here because csv-parse counts \r\n inside quotes twice.
    const line = 1 + this.#rowLines + this.info.empty_lines
    this.#rowLines += 1 + newlinesIn(row)
    if (this.#header) this.#collect(row, line, this.#header)
    else {
      this.#header = row.map((name) => name.trim())
      this.checkHeader(this.#header)
    }
    return true
  }

  #collect(row: string[], line: number, header: string[]): void {
    if (row.length === 1 && row[0]?.trim() === '') return
    // Trailing commas are no values.
    if (row.length > header.length && row.slice(header.length).some((value) => value !== '')) {
      this.#batch.push({ line, problem: `has ${row.length} values for ${header.length} columns` })
      return
    }
    const values: Record<string, string> = {}
    for (let column = 0; column < header.length; column++) {
      values[header[column] as string] = row[column] ?? ''
    }
    this.#batch.push({ line, values })
  }
}

function newlinesIn(row: string[]): number {
  let count = 0
  for (const value of row) {
    if (value.includes('\n')) count += value.split('\n').length - 1
  }
  return count
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))
}
