import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Binaries, program } from './binaries.js'
import { freePort } from './free-port.js'
import { type RunAs, spawnAs } from './run-as.js'

/** What a start depends on beside its options; tests put another in its place. */
export interface Machine {
  isRoot(): boolean
  passwd(): Promise<string>
  /** Whether that identity can enter the folder and run the binaries. */
  reaches(runAs: RunAs, folder: string, binaries: Binaries): Promise<boolean>
  /** Folder every account can enter, for data that cannot stay where it is. */
  relocationRoot: string
  /** A port of 127.0.0.1 that seems to be free. */
  freePort(): Promise<number>
}

export const thisMachine: Machine = {
  isRoot: () => process.getuid?.() === 0,
  passwd: () => readFile('/etc/passwd', 'utf8').catch(() => ''),
  reaches,
  relocationRoot: '/var/lib/bindeglied',
  freePort,
}

// Asked of the kernel, as that identity: modes, ACLs and mount options all count, arithmetic on modes would miss some.
const probe = 'test -x "$1" && shift && for file do test -r "$file" || exit 1; done && exec "$1" --version'

async function reaches(runAs: RunAs, folder: string, binaries: Binaries): Promise<boolean> {
  const files = ['share/postgresql/postgres.bki', 'lib/postgresql'].map((file) => join(binaries.root, file))
  const child = spawnAs(runAs, '/bin/sh', [
    '-c',
    probe,
    'sh',
    folder,
    program(binaries, 'postgres'),
    ...files,
  ])
  child.stdout?.resume()
  child.stderr?.resume()
  try {
    const [code] = await once(child, 'close')
    return code === 0
  } catch {
    // No sh, no unshare, or the right to change identity is missing: that way is closed.
    return false
  }
}
