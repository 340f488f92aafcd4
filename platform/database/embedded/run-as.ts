import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** An account of this machine. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root hands it to an unprivileged account, or to a user
 * namespace of its own: there root's files still belong to it, but its user id is not 0.
 */
export type RunAs = { kind: 'self' } | { kind: 'account'; account: Account } | { kind: 'namespace' }

/** Owner the data must have under that choice; undefined where it already has the right one. */
export function ownerUnder(runAs: RunAs): { uid: number; gid: number } | undefined {
  if (runAs.kind === 'self') return undefined
  return runAs.kind === 'account' ? runAs.account : { uid: 0, gid: 0 }
}

/**
 * Starts a program as that identity, in the background of the terminal: Ctrl-C reaches the hub, which then decides
 * the order in which its processes end. `unshare` replaces itself by the program, so the process id is the program's.
 */
export function spawnAs(runAs: RunAs, command: string, parameters: string[]): ChildProcess {
  const [file, ...rest] =
    runAs.kind === 'namespace' ? ['unshare', '--user', command, ...parameters] : [command, ...parameters]
  return spawn(file ?? command, rest, {
    // The caller's folder may be closed to the other account.
    cwd: resolve('/'),
    env: environment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(runAs.kind === 'account' ? { uid: runAs.account.uid, gid: runAs.account.gid } : {}),
  })
}

/** Nothing of the hub's settings (secrets among them) nor PGDATA, PGPORT and the like; English messages, UTC. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot, TEMP, TMP } = process.env
  return { PATH, TMPDIR, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' }
}
