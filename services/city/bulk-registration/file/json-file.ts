import { jsonRecords } from '../../../../platform/feeds/records/json-records.js'
import { FileRefusal } from './file-refusal.js'
import type { FileRow } from './file-row.js'

/** Bytes of the longest row: several times what its texts may be. */
const maxRowBytes = 512 * 1024

/**
 * Reads the rows of a JSON file: the items of an array.
 *
 * @throws FileRefusal NOT_AN_ARRAY
 * @throws HubError FORMAT_UNRECOGNIZED
 */
export async function* jsonFile(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRow> {
  for await (const item of jsonRecords(chunks, { maxRecordBytes: maxRowBytes })) {
    if (item.kind === 'rest' || item.whole) throw new FileRefusal('NOT_AN_ARRAY')
    yield { line: null, input: item.value, pathOf: (path) => path }
  }
}
