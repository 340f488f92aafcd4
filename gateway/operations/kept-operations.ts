import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { systemCode } from '../../platform/errors/system-code.js'
import { writeWhole } from '../../platform/files/write-whole.js'
import { sha256 } from '../../platform/registry/plain-operation.js'
import { textHash } from '../../platform/registry/release.js'
import type { KeptOperation } from './operations-by-hash.js'

const keptFile = z.object({
  operations: z.array(
    z
      .object({ app: z.string(), hash: textHash, text: z.string() })
      .refine(({ hash, text }) => sha256(text) === hash, 'the hash is of another text'),
  ),
})

/**
 * The registered operations a gateway knew when it last ran; none if it never did.
 *
 * @throws Error if the file cannot be read, or is not what was written
 */
export async function readKept(file: string): Promise<KeptOperation[]> {
  try {
    return keptFile.parse(JSON.parse(await readFile(file, 'utf8'))).operations
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** @throws Error of Node if the disk refuses */
export async function writeKept(file: string, operations: Iterable<KeptOperation>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeWhole(file, JSON.stringify({ operations: [...operations] }))
}
