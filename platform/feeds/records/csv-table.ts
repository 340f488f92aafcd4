import type { z } from 'zod'
import type { FeedSink } from '../format.js'
import type { FeedSource } from '../source/source.js'
import { csvRecords } from './csv-records.js'
import { problemsOf } from './validation.js'

export interface CsvTable<Row extends z.ZodType> {
  /** Columns the header must have. */
  required: readonly string[]
  /** What a row must be. */
  row: Row
  /** The row's own id; a second row of the same id is refused, for it would break the whole import. */
  idOf: (row: z.output<Row>) => string
}

export interface LocatedRow<Row> {
  /** File and line, for messages. */
  location: string
  row: Row
}

/**
 * Reads the good rows of every file of a source; the bad ones are listed as skipped.
 *
 * @throws HubError FORMAT_UNRECOGNIZED if a file lacks a required column
 */
export async function* csvTable<Row extends z.ZodType>(
  source: FeedSource,
  sink: FeedSink,
  { required, row, idOf }: CsvTable<Row>,
): AsyncGenerator<LocatedRow<z.output<Row>>> {
  const met = new Set<string>()
  for (const file of source.files) {
    for await (const batch of csvRecords(await source.open(file), { required, file })) {
      for (const record of batch) {
        const location = `${file}:${record.line}`
        if ('problem' in record) {
          sink.skip(location, record.problem)
          continue
        }
        const checked = row.safeParse(record.values)
        if (!checked.success) sink.skip(location, problemsOf(checked.error))
        else if (met.has(idOf(checked.data))) sink.skip(location, `the id ${idOf(checked.data)} stands twice`)
        else {
          met.add(idOf(checked.data))
          yield { location, row: checked.data }
        }
      }
    }
  }
}
