import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'
import { maxFileBytes } from '../../services/city/bulk-registration/limits.js'

/** Bytes of a part; as a JSON string, in which quotes and line ends are two, it is within what the graph takes. */
const partBytes = 100_000

export interface FileParts {
  /** SHA-256, base64url. */
  hash: string
  parts: string[]
}

/**
 * Reads a file in UTF-8, cut into parts between characters.
 *
 * @throws HubError SOURCE_UNAVAILABLE, SOURCE_TOO_LARGE, FORMAT_UNRECOGNIZED for any other encoding
 */
export async function fileParts(file: string): Promise<FileParts> {
  const content = await contentOf(file)
  if (!isUtf8(content)) {
    throw new HubError(
      'FORMAT_UNRECOGNIZED',
      `${file} is not UTF-8: save it as "CSV UTF-8" or as UTF-8 without another encoding.`,
    )
  }
  const parts: string[] = []
  for (let from = 0; from < content.length; ) {
    const to = characterStart(content, from + partBytes)
    parts.push(content.toString('utf8', from, to))
    from = to
  }
  if (parts.length === 0) throw new HubError('FORMAT_UNRECOGNIZED', `${file} is empty.`)
  return { hash: createHash('sha256').update(content).digest('base64url'), parts }
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file)
    if (size > maxFileBytes) {
      throw new HubError(
        'SOURCE_TOO_LARGE',
        `${file} is larger than ${maxFileBytes / 1e6} MB: split it into several files.`,
      )
    }
    return await readFile(file)
  } catch (error) {
    if (error instanceof HubError) throw error
    throw new HubError('SOURCE_UNAVAILABLE', `${file} cannot be read: ${messageOf(error)}.`, { cause: error })
  }
}

/** The place, or the beginning of the character it lies in. */
function characterStart(content: Buffer, place: number): number {
  let start = Math.min(place, content.length)
  // Bytes that go on with a character are 10xxxxxx (RFC 3629, 3).
  while (start < content.length && ((content[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
