import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { HubError } from '../../errors/hub-error.js'
import { guardedFetch } from '../../outbound/guarded-fetch.js'
import { ByteBudget } from './byte-budget.js'
import { type FileSet, unreadable } from './file-set.js'
import { fileSet, isZip } from './file-source.js'
import { folderSet } from './folder-source.js'
import type { FeedSource } from './source.js'
import { download } from './web-source.js'
import { zipSet } from './zip-source.js'

export interface SourceOptions {
  /** Most bytes read of all files and further addresses together, as unpacked; also the longest download. */
  limitBytes: number
  /** For each download. */
  timeoutMs: number
  /** Whether web addresses inside private networks may be asked. */
  privateAddresses: boolean
  signal: AbortSignal
  /** Folder for downloads; the system's one for temporary files unless said. */
  downloadsFolder?: string
}

/**
 * Opens what an import reads. Whoever opens a source closes it, which removes what was downloaded.
 *
 * @param location path of a file, folder or zip archive, or an http or https address of a file or archive
 * @throws HubError SOURCE_UNAVAILABLE, SOURCE_TOO_LARGE or ADDRESS_REFUSED; opened files and fetched addresses
 *   fail with the same
 */
export async function openSource(location: string, options: SourceOptions): Promise<FeedSource> {
  options.signal.throwIfAborted()
  const set = await filesAt(location, options).catch((error) => {
    throw options.signal.aborted ? options.signal.reason : unreadable(location, error)
  })
  return feedSource(location, set, options)
}

async function filesAt(location: string, options: SourceOptions): Promise<FileSet> {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return localFiles(location, location, basename(location))
  const { path, name, remove } = await download(location, options, options.downloadsFolder)
  try {
    const set = await localFiles(path, location, name)
    return { files: set.files, close: () => set.close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

async function localFiles(path: string, location: string, name: string): Promise<FileSet> {
  const found = await stat(path)
  if (found.isDirectory()) return folderSet(path)
  // A pipe or device would keep the import waiting, maybe for ever.
  if (!found.isFile()) throw new HubError('SOURCE_UNAVAILABLE', `${location} is neither a file nor a folder.`)
  return (await isZip(path)) ? zipSet(path, location) : fileSet(path, name, found.size)
}

function feedSource(location: string, { files, close }: FileSet, options: SourceOptions): FeedSource {
  const budget = new ByteBudget(location, options.limitBytes)
  let fetches = 0
  return {
    location,
    files: [...files.keys()].sort(),
    async open(name) {
      const file = files.get(name)
      if (!file) throw new TypeError(`${location} has no file ${name}`)
      const explain = (error: unknown) => unreadable(`${location}, ${name}`, error)
      const stream = await file.open().catch((error) => {
        throw explain(error)
      })
      return budget.meter(name, stream, options.signal, explain)
    },
    size: [...files.values()].reduce((total, { size }) => total + size, 0),
    bytesRead: () => budget.bytesRead(),
    async fetch(url) {
      const answer = await guardedFetch(URL.parse(url, location) ?? url, options)
      // Each answer may differ from the last one, so each counts in full; no file name begins with a colon here.
      return budget.meter(`:${++fetches}`, answer, options.signal)
    },
    close,
  }
}
