import type { Readable } from 'node:stream'
import { HubError, messageOf } from '../../errors/hub-error.js'
import { systemCode } from '../../errors/system-code.js'

/** More files than any known feed has; a folder with more was named by mistake. */
const maxFiles = 10_000

export interface FileEntry {
  /** Bytes as the file system or the archive says, which may be wrong. */
  size: number
  open(): Promise<Readable>
}

/** The files of a folder or archive by name, or the one file there is; not yet counted against any limit. */
export interface FileSet {
  files: Map<string, FileEntry>
  close(): Promise<void>
}

/** Whether a file is meant to be seen: not hidden, and not what macOS adds to archives. */
export function isVisible(path: string): boolean {
  return path.split('/').every((part) => !part.startsWith('.') && part !== '__MACOSX')
}

/**
 * Adds a file.
 *
 * @throws HubError SOURCE_TOO_LARGE if there are too many
 */
export function addFile(
  files: Map<string, FileEntry>,
  name: string,
  entry: FileEntry,
  location: string,
): void {
  files.set(name, entry)
  if (files.size <= maxFiles) return
  throw new HubError(
    'SOURCE_TOO_LARGE',
    `${location} holds more than ${maxFiles} files; name a smaller folder.`,
  )
}

/** Why a file or folder cannot be read, as HubError SOURCE_UNAVAILABLE that says what to do. */
export function unreadable(location: string, error: unknown): Error {
  // A programmer's mistake is no trouble with the file.
  if (error instanceof HubError || error instanceof TypeError) return error
  const reason =
    reasons[systemCode(error)] ?? `cannot be read (${messageOf(error)}); check that it is complete`
  return new HubError('SOURCE_UNAVAILABLE', `${location} ${reason}.`, { cause: error })
}

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'does not exist; check the path',
  ENOTDIR: 'does not exist; check the path',
  ENOSPC: 'does not fit into the folder for downloads; make room there',
  EACCES: 'may not be read; check its permissions',
  EPERM: 'may not be read; check its permissions',
}
