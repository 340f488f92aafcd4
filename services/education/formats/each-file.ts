import { HubError } from '../../../platform/errors/hub-error.js'
import type { FeedSink } from '../../../platform/feeds/format.js'
import type { FeedSource } from '../../../platform/feeds/source/source.js'

/**
 * Reads the files of a source one by one. In a folder a file of another kind is listed as skipped, for it is
 * one bad record among others; a file that is all there is must be readable.
 *
 * @returns how many files could be read
 * @throws HubError what `read` throws, except FORMAT_UNRECOGNIZED for one of several files
 */
export async function eachFile(
  source: FeedSource,
  sink: FeedSink,
  read: (file: string) => Promise<void>,
): Promise<number> {
  let readable = 0
  for (const file of source.files) {
    try {
      await read(file)
      readable += 1
    } catch (error) {
      const isOther = error instanceof HubError && error.code === 'FORMAT_UNRECOGNIZED'
      if (!isOther || source.files.length === 1) throw error
      sink.skip(file, error.message)
    }
  }
  return readable
}
