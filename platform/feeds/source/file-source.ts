import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { FileSet } from './file-set.js'

/** A single file as a set of one. */
export function fileSet(path: string, name: string, size: number): FileSet {
  return { files: new Map([[name, { size, open: () => openFile(path) }]]), close: async () => {} }
}

/** Streams a file; a file that cannot be opened rejects here and not later in the stream. */
export async function openFile(path: string): Promise<Readable> {
  const handle = await open(path)
  return handle.createReadStream()
}

/** Whether a file begins like a zip archive, whatever its name. */
export async function isZip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    const start = buffer.toString('latin1', 0, bytesRead)
    // The second is an archive without files.
    return start === 'PK\x03\x04' || start === 'PK\x05\x06'
  } finally {
    await handle.close()
  }
}
