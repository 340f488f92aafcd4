import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { HubError, messageOf } from '../../platform/errors/hub-error.js'

/**
 * Reads a schema, without a byte order mark, so that a place in it is the same for everybody.
 *
 * @throws HubError CONFIG_INVALID: it is the call that is to be corrected
 */
export async function readSchemaFile(file: string): Promise<string> {
  const content = await contentOf(file)
  if (!isUtf8(content)) throw new HubError('CONFIG_INVALID', `${file} is not UTF-8: save it as UTF-8.`)
  const text = content.toString().replace(/^\ufeff/, '')
  if (text.trim() === '') throw new HubError('CONFIG_INVALID', `${file} is empty.`)
  return text
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new HubError('CONFIG_INVALID', `${file} cannot be read: ${messageOf(error)}.`, { cause: error })
  }
}
