import type { z } from 'zod'
import { csvRecords } from '../../../../platform/feeds/records/csv-records.js'
import { problemsOf } from '../../../../platform/feeds/records/validation.js'
import type { GtfsReading } from './reading.js'

export interface GtfsRow<Row> {
  line: number
  /** File and line, for messages. */
  location: string
  row: Row
}

/**
 * Reads the good rows of one file of a feed; the bad ones are listed as skipped. A file the feed lacks has no rows.
 *
 * @param options.required columns without which the file is none of its kind
 * @throws HubError FORMAT_UNRECOGNIZED if the file lacks one of them
 */
export async function* gtfsRows<Row extends z.ZodType>(
  { source, sink }: Pick<GtfsReading, 'source' | 'sink'>,
  file: string,
  { required, row }: { required: readonly string[]; row: Row },
): AsyncGenerator<GtfsRow<z.output<Row>>> {
  if (!source.files.includes(file)) return
  for await (const batch of csvRecords(await source.open(file), { required, file })) {
    for (const record of batch) {
      const location = `${file}:${record.line}`
      if ('problem' in record) {
        sink.skip(location, record.problem)
        continue
      }
      const checked = row.safeParse(record.values)
      if (checked.success) yield { line: record.line, location, row: checked.data }
      else sink.skip(location, problemsOf(checked.error))
    }
  }
}
