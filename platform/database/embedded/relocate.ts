import { execFile } from 'node:child_process'
import { cp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, program } from './binaries.js'
import { exists } from './exists.js'
import { finish } from './finish.js'
import { changeOwner } from './owner.js'
import { claimHome, dataOf, type Place } from './place.js'
import { type RunAs, spawnAs } from './run-as.js'

/**
 * Moves data and copies binaries to where an unprivileged account can reach them. Can be broken off at any point and
 * done again: data count as moved once they are whole under their final name, and only then the original goes.
 *
 * @param root folder every account can enter
 */
export async function relocate(
  place: Place,
  binaries: Binaries,
  runAs: RunAs,
  root: string,
  log: (line: string) => void,
): Promise<{ place: Place; binaries: Binaries }> {
  const moved = await claimHome(place, root)
  if (moved.home !== place.home) {
    log(
      `The database of ${place.directory} is kept in ${moved.home}, because no account but root can enter that folder.`,
    )
  }
  const copied = await copyBinaries(binaries, moved.home)
  await moveData({ ...place, home: place.directory }, moved, copied, runAs)
  return { place: moved, binaries: copied }
}

async function copyBinaries(binaries: Binaries, home: string): Promise<Binaries> {
  const name = `native-${binaries.version}`
  const root = join(home, name)
  if (!(await exists(root))) {
    const outdated = (await readdir(home)).filter((entry) => entry.startsWith('native-'))
    for (const entry of outdated) await rm(join(home, entry), { recursive: true })
    const partial = join(home, 'native-partial')
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true })
    // Installed under a strict umask they are root's alone.
    await promisify(execFile)('chmod', ['-R', 'go+rX', partial])
    await rename(partial, root)
  }
  return { ...binaries, root }
}

async function moveData(from: Place, to: Place, binaries: Binaries, runAs: RunAs): Promise<void> {
  if (!(await exists(dataOf(from))) || (await exists(dataOf(to)))) return
  const partial = join(to.home, 'data-partial')
  await rm(partial, { recursive: true, force: true })
  await cp(dataOf(from), partial, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  await changeOwner(partial, runAs)
  // The original may go only when the copy is on the disk.
  await finish(
    'initdb',
    spawnAs(runAs, program(binaries, 'initdb'), ['--sync-only', '--pgdata', partial]),
    () => {},
  )
  await rename(partial, dataOf(to))
  await rm(dataOf(from), { recursive: true })
}
