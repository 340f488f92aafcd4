import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type GuardedFetchOptions, guardedFetch } from '../../outbound/guarded-fetch.js'

export interface Download {
  path: string
  /** The last part of the address's path, or `download` if that is empty. */
  name: string
  remove(): Promise<void>
}

/**
 * Fetches a web address into a temporary file, so that it can be read more than once and at any place.
 *
 * @throws HubError as `guardedFetch`
 */
export async function download(
  address: string,
  options: GuardedFetchOptions,
  parentFolder = tmpdir(),
): Promise<Download> {
  const folder = await mkdtemp(join(parentFolder, 'bindeglied-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'download')
  try {
    await pipeline(await guardedFetch(address, options), createWriteStream(path, { flags: 'wx' }))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, name: new URL(address).pathname.split('/').at(-1) || 'download', remove }
}
