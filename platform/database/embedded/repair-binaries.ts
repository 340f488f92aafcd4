import { access, chmod, constants, lstat, readFile, symlink } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { HubError, messageOf } from '../../errors/hub-error.js'
import { type Binaries, program } from './binaries.js'

interface Link {
  /** Existing file, relative to the package. */
  source: string
  /** Where the link belongs, relative to the package. */
  target: string
}

/**
 * Does what the package's install script would have done: links the libraries under the names the programs ask
 * for, and makes the programs executable. `npm ci --ignore-scripts` leaves both undone. Writes only what is missing,
 * so a complete installation may be read-only.
 *
 * @throws HubError DATABASE_UNAVAILABLE when something is missing and cannot be written
 */
export async function repairBinaries(binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') return
  try {
    for (const link of await listedLinks(binaries)) await ensureLink(binaries, link)
    for (const name of ['postgres', 'initdb'] as const) await ensureExecutable(program(binaries, name))
  } catch (cause) {
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `The embedded PostgreSQL in ${binaries.root} is incomplete and cannot be repaired (${messageOf(cause)}): ` +
        'run npm ci again without --ignore-scripts, as the user who owns node_modules.',
      { cause },
    )
  }
}

async function listedLinks(binaries: Binaries): Promise<Link[]> {
  return JSON.parse(await readFile(join(binaries.root, 'pg-symlinks.json'), 'utf8')) as Link[]
}

async function ensureLink(binaries: Binaries, link: Link): Promise<void> {
  // The list counts from the package's folder; the root is its `native`, under another name where it was copied.
  const path = join(binaries.root, relative('native', link.target))
  if (await exists(path)) return
  try {
    await symlink(basename(link.source), path)
  } catch (error) {
    // Another process of the same checkout repairs at the same time.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

async function ensureExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK)
  } catch {
    await chmod(path, 0o755)
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
