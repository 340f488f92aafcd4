import type { Readable } from 'node:stream'

/** What an import reads: a file, a folder, a zip archive or a web address, all seen as a set of files. */
export interface FeedSource {
  /** As the user named it, for messages. */
  location: string
  /** Names of the files, sorted; one for a single file, relative paths for a folder or archive. */
  files: readonly string[]
  /**
   * Streams one file; every call starts at its beginning.
   *
   * @throws HubError SOURCE_UNAVAILABLE; the stream fails with that or SOURCE_TOO_LARGE
   */
  open(file: string): Promise<Readable>
  /** Bytes of all files as far as known, and how many have been read, for showing progress. */
  size: number
  bytesRead(): number
  /**
   * Fetches a further address the source names (such as a GBFS feed), under the same guard and limits.
   * An address without host is taken relative to the source's own, if that is a web address.
   *
   * @throws HubError ADDRESS_REFUSED, SOURCE_UNAVAILABLE or SOURCE_TOO_LARGE; the stream fails with the same
   */
  fetch(url: string): Promise<Readable>
  /** Gives back what the source holds open, and removes what was downloaded. */
  close(): Promise<void>
}
