import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HubError } from '../../errors/hub-error.js'
import { exists } from './exists.js'

/** Where the parts of one embedded database are. */
export interface Place {
  /** The state folder the hub was given; holds the password. */
  directory: string
  /** Folder that holds the data folder: `directory` itself, or where its content was moved to. */
  home: string
}

/** PostgreSQL's data folder. */
export function dataOf(place: Place): string {
  return join(place.home, 'data')
}

const noticeName = 'data-moved-to.txt'

/**
 * Makes the state folder and finds the data that belong to it.
 *
 * @param shared lets other accounts pass through the folder (not list it), as root's server needs
 * @throws HubError DATABASE_UNAVAILABLE when the data were moved and are no longer there
 */
export async function openPlace(path: string, shared: boolean): Promise<Place> {
  await mkdir(path, { recursive: true, mode: shared ? 0o711 : 0o700 })
  if (shared) await chmod(path, (await stat(path)).mode | 0o011)
  return findPlace(await realpath(path))
}

/**
 * The place of a state folder that exists. Where a move was broken off, the data are still in the state folder.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the data were moved and are no longer there
 */
export async function findPlace(directory: string): Promise<Place> {
  const here = { directory, home: directory }
  const noted = await notedHome(directory)
  if (!noted) return here
  const there = { directory, home: noted }
  return (await exists(dataOf(here))) && !(await exists(dataOf(there))) ? here : there
}

async function notedHome(directory: string): Promise<string | undefined> {
  const path = join(directory, noticeName)
  if (!(await exists(path))) return undefined
  const [home = ''] = (await readFile(path, 'utf8')).split('\n')
  if (await exists(home)) return home
  throw new HubError(
    'DATABASE_UNAVAILABLE',
    `The database was moved to ${home}, which is gone: bring it back, or delete ${path} to begin with an empty one.`,
  )
}

/** Claims a folder of its own under a root every account can enter, and notes it in the state folder. */
export async function claimHome(place: Place, root: string): Promise<Place> {
  const noted = await notedHome(place.directory)
  if (noted) return { ...place, home: noted }
  // mkdir's own mode would be cut by the umask, here and below.
  if (await mkdir(root, { recursive: true })) await chmod(root, 0o755)
  const home = await firstFree(
    join(root, createHash('sha256').update(place.directory).digest('hex').slice(0, 12)),
  )
  await chmod(home, 0o711)
  await writeFile(join(place.directory, noticeName), notice(home), { flush: true })
  return { ...place, home }
}

/** A folder without a notice that leads to it may be another hub's, whose state folder was moved: never reuse it. */
async function firstFree(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`
    if (!(await exists(candidate))) {
      await mkdir(candidate)
      return candidate
    }
  }
}

function notice(home: string): string {
  return [
    home,
    '',
    'The data of this database are in the folder above, because the hub was started as root, PostgreSQL does not run',
    'as root, and no other account can enter this folder. The password stays here. Keep, move and back up both.',
    '',
  ].join('\n')
}
