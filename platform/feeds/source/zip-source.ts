import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { HubError, messageOf } from '../../errors/hub-error.js'
import { addFile, type FileEntry, type FileSet, isVisible } from './file-set.js'

const fileTypeMask = 0o170000
const symbolicLink = 0o120000

/**
 * The files of a zip archive, read where they lie in it, nothing unpacked to disk.
 * If one folder at the top holds everything, names start inside of it.
 *
 * @throws HubError SOURCE_UNAVAILABLE if the archive is damaged or encrypted, SOURCE_TOO_LARGE if it has more than
 *   10,000 files
 */
export async function zipSet(path: string, location: string): Promise<FileSet> {
  const archive = await openPromise(path, { autoClose: false }).catch((error) => {
    throw damaged(location, error)
  })
  try {
    const files = await list(archive, location)
    return { files: withoutCommonFolder(files), close: async () => archive.close() }
  } catch (error) {
    archive.close()
    throw damaged(location, error)
  }
}

async function list(archive: ZipFile, location: string): Promise<Map<string, FileEntry>> {
  const files = new Map<string, FileEntry>()
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName
    if (name.endsWith('/') || !isVisible(name) || isLink(entry)) continue
    const open = () =>
      archive.openReadStreamPromise(entry).catch((error) => {
        throw damaged(`${location}, ${name}`, error)
      })
    addFile(files, name, { size: entry.uncompressedSize, open }, location)
  }
  return files
}

/** The upper half of the attributes is the Unix mode. */
function isLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink
}

function withoutCommonFolder(files: Map<string, FileEntry>): Map<string, FileEntry> {
  const [first = ''] = files.keys()
  const folder = first.slice(0, first.indexOf('/') + 1)
  if (!folder || [...files.keys()].some((name) => !name.startsWith(folder))) return files
  return new Map([...files].map(([name, entry]) => [name.slice(folder.length), entry]))
}

function damaged(location: string, error: unknown): HubError {
  if (error instanceof HubError) return error
  const message = `${location} cannot be unpacked (${messageOf(error)}); get it again or unpack it yourself.`
  return new HubError('SOURCE_UNAVAILABLE', message, { cause: error })
}
