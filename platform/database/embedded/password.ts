import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HubError } from '../../errors/hub-error.js'

function fileIn(directory: string): string {
  return join(directory, 'password')
}

/** The superuser's password as stored in a state folder (mode 0600), undefined where there is none. */
export async function storedPassword(directory: string): Promise<string | undefined> {
  try {
    return (await readFile(fileIn(directory), 'utf8')).trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The stored password, or a new one of 256 random bits. One that is there may belong to data not there right now. */
export async function passwordForNewCluster(directory: string): Promise<string> {
  const stored = await storedPassword(directory)
  if (stored) return stored
  const password = randomBytes(32).toString('hex')
  await writeFile(fileIn(directory), password, { mode: 0o600, flush: true })
  return password
}

/** @throws HubError DATABASE_UNAVAILABLE when there is none */
export async function passwordOfCluster(directory: string): Promise<string> {
  const stored = await storedPassword(directory)
  if (stored) return stored
  throw new HubError(
    'DATABASE_UNAVAILABLE',
    `The database's password is missing: bring ${fileIn(directory)} back from a backup, or set a new one there with postgres --single.`,
  )
}
