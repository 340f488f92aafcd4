import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Binaries, findBinaries } from './binaries.js'
import { ensureCluster, superuser } from './cluster.js'
import { unavailable } from './explain.js'
import { stopLeftover } from './leftover.js'
import { type Machine, thisMachine } from './machine.js'
import { changeOwner } from './owner.js'
import { storedPassword } from './password.js'
import { dataOf, findPlace, openPlace, type Place } from './place.js'
import { readPostmaster, whoseProcess } from './postmaster.js'
import { whenReady } from './ready.js'
import { relocate } from './relocate.js'
import { repairBinaries } from './repair-binaries.js'
import type { RunAs } from './run-as.js'
import { type Exit, type Server, startServer } from './server.js'
import { chooseRunAs } from './unprivileged.js'

/** A PostgreSQL server of the hub's own. */
export interface EmbeddedPostgres {
  /** postgres:// address on 127.0.0.1 with the superuser's credentials. */
  url: string
  /** Resolves when the server's process ends, whoever ended it. Never rejects. */
  ended: Promise<Exit>
  /** Fast shutdown; resolves when the process is gone. May be called again. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** State folder of the database, for example `.hub/database`; made where it is missing. */
  directory: string
  /** Gets every line the server prints, and what is done to it. Passwords are never among them. */
  log: (line: string) => void
  /** Parameters of postgresql.conf that win over the file, for example `{ fsync: 'off' }`. */
  settings?: Record<string, string>
  /** Port to listen on, for a server that takes the place of one that ended; any free one unless said. */
  port?: number
}

/** Milliseconds a start may take, recovery after a crash included. */
const startWithinMs = 60_000
/** Another program may take the chosen port before the server does. */
const attempts = 5
const collision =
  /Address already in use|pre-existing shared memory block|lock file "postmaster.pid" already exists/

/**
 * Starts PostgreSQL on a state folder and resolves when clients can connect. A server that an earlier run left there
 * is stopped first, so the caller must own the folder: two hubs on it would stop each other's.
 *
 * @throws HubError DATABASE_UNAVAILABLE saying why it cannot start and what to do
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  machine: Machine = thisMachine,
): Promise<EmbeddedPostgres> {
  try {
    const prepared = await prepare(options, machine)
    const { port } = options
    const findPort = port === undefined ? machine.freePort : async () => port
    const { server, url } = await startOnFreePort(prepared, options, findPort)
    return { url, ended: server.ended, stop: server.stop }
  } catch (error) {
    throw unavailable(error)
  }
}

/**
 * Address of the server that runs on a state folder, with the superuser's credentials; undefined where none does.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the caller may not read the state folder
 */
export async function runningEmbeddedPostgres(directory: string): Promise<string | undefined> {
  try {
    const place = await findPlace(await realpath(resolve(directory)))
    const postmaster = await readPostmaster(dataOf(place))
    if (!postmaster?.ready || !postmaster.port) return undefined
    if ((await whoseProcess(postmaster.pid, dataOf(place))) !== 'server') return undefined
    const password = await storedPassword(place.directory)
    return password && addressOf(password, postmaster.port)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unavailable(error)
  }
}

interface Prepared {
  place: Place
  binaries: Binaries
  runAs: RunAs
  password: string
}

async function prepare(options: EmbeddedPostgresOptions, machine: Machine): Promise<Prepared> {
  const { log, settings } = options
  const installed = await findBinaries()
  await repairBinaries(installed)
  const found = await openPlace(resolve(options.directory), machine.isRoot())
  await stopLeftover(dataOf(found), installed, log)

  const { runAs, relocate: elsewhere } = await chooseRunAs({
    isRoot: machine.isRoot,
    passwd: machine.passwd,
    reaches: (candidate) => machine.reaches(candidate, found.home, installed),
  })
  const { place, binaries } = elsewhere
    ? await relocate(found, installed, runAs, machine.relocationRoot, log)
    : { place: found, binaries: installed }
  const password = await ensureCluster({ place, binaries, runAs, log, sync: settings?.fsync !== 'off' })
  await changeOwner(dataOf(place), runAs)
  return { place, binaries, runAs, password }
}

async function startOnFreePort(
  prepared: Prepared,
  options: EmbeddedPostgresOptions,
  findPort: () => Promise<number>,
): Promise<{ server: Server; url: string }> {
  const { binaries, runAs, password } = prepared
  const data = dataOf(prepared.place)
  for (let attempt = 1; ; attempt += 1) {
    const port = await findPort()
    const server = await startServer({
      binaries,
      data,
      runAs,
      port,
      log: options.log,
      settings: options.settings ?? {},
    })
    const url = addressOf(password, port)
    try {
      await whenReady(server, data, url, startWithinMs)
      return { server, url }
    } catch (error) {
      await server.stop()
      if (attempt === attempts || !server.lines.some((line) => collision.test(line))) throw error
      await stopLeftover(data, binaries, options.log)
    }
  }
}

function addressOf(password: string, port: number): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`
}
