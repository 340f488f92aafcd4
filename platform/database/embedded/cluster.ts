import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../errors/hub-error.js'
import { type Binaries, program } from './binaries.js'
import { exists } from './exists.js'
import { finish } from './finish.js'
import { passwordForNewCluster, passwordOfCluster } from './password.js'
import { dataOf, type Place } from './place.js'
import { ownerUnder, type RunAs, spawnAs } from './run-as.js'

export interface ClusterOptions {
  place: Place
  binaries: Binaries
  runAs: RunAs
  log: (line: string) => void
  /** Whether to wait until everything is on the disk; false is for throw-away databases. */
  sync: boolean
}

/** Name of PostgreSQL's first superuser. */
export const superuser = 'postgres'

/**
 * The superuser's password of the cluster, which is made first where there is none. It is made beside its place and
 * renamed when whole, so a run that was broken off leaves nothing that could be taken for a database.
 *
 * @throws HubError DATABASE_UNAVAILABLE when it cannot be made, or its password is missing
 */
export async function ensureCluster(options: ClusterOptions): Promise<string> {
  const { place, log } = options
  if (await exists(join(dataOf(place), 'PG_VERSION'))) return passwordOfCluster(place.directory)

  log(`Creating a PostgreSQL database in ${dataOf(place)}.`)
  const password = await passwordForNewCluster(place.directory)
  const partial = join(place.home, 'data-partial')
  // An initdb whose hub was killed may still write into it for a moment.
  await rm(partial, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  await mkdir(partial, { mode: 0o700 })
  try {
    await initialize(options, partial, password)
    await rename(join(partial, 'data'), dataOf(place))
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  return password
}

async function initialize(options: ClusterOptions, partial: string, password: string): Promise<void> {
  const passwordFile = join(partial, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  const owner = ownerUnder(options.runAs)
  if (owner) for (const path of [partial, passwordFile]) await chown(path, owner.uid, owner.gid)

  const parameters = [
    ...['--pgdata', join(partial, 'data')],
    ...['--username', superuser, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    '--no-instructions',
    ...(options.sync ? [] : ['--no-sync']),
  ]
  try {
    await initdb(options, [...parameters, ...localeParameters(characterTypes(process.platform))])
  } catch (error) {
    if (!messageOf(error).includes('invalid locale name')) throw error
    options.log('This system has no UTF-8 locale: similarity search will ignore letters outside ASCII.')
    await initdb(options, [...parameters, ...localeParameters('C')])
  }
}

async function initdb({ runAs, binaries, log }: ClusterOptions, parameters: string[]): Promise<void> {
  await finish('initdb', spawnAs(runAs, program(binaries, 'initdb'), parameters), log)
}

/**
 * UTF-8 with PostgreSQL's own C.UTF-8, which sorts and folds alike on every platform and never changes with the
 * system's libraries.
 */
function localeParameters(ctype: string): string[] {
  return [
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    ...['--locale', 'C', '--lc-ctype', ctype],
  ]
}

/**
 * The system's name for the character classes of UTF-8. pg_trgm still asks the system which characters are letters,
 * and under C it drops every one outside ASCII: "Übung" would be found as "bung".
 */
function characterTypes(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'en-US'
  return platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
}
