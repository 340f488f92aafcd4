import { HubError } from '../../errors/hub-error.js'
import type { Account, RunAs } from './run-as.js'

/** What the choice needs to know of the machine. */
export interface Probes {
  isRoot(): boolean
  /** Content of /etc/passwd; empty where there is none. */
  passwd(): Promise<string>
  /** Whether that identity works here and can enter the folder and use the binaries. */
  reaches(runAs: RunAs): Promise<boolean>
}

export interface Choice {
  runAs: RunAs
  /** Data and binaries must move to where that identity can reach them. */
  relocate: boolean
}

/**
 * Who PostgreSQL runs as: the caller, or for root an unprivileged account, else a user namespace, else an
 * unprivileged account with everything moved to where it can reach it.
 *
 * @throws HubError DATABASE_UNAVAILABLE when the caller is root and none of these is possible
 */
export async function chooseRunAs(probes: Probes): Promise<Choice> {
  if (!probes.isRoot()) return { runAs: { kind: 'self' }, relocate: false }

  const account = unprivilegedAccount(await probes.passwd())
  if (account && (await probes.reaches({ kind: 'account', account }))) {
    return { runAs: { kind: 'account', account }, relocate: false }
  }
  if (await probes.reaches({ kind: 'namespace' })) return { runAs: { kind: 'namespace' }, relocate: false }
  if (account) return { runAs: { kind: 'account', account }, relocate: true }

  throw new HubError(
    'DATABASE_UNAVAILABLE',
    'PostgreSQL does not run as root, and this machine has neither an account postgres or nobody nor user ' +
      'namespaces: start the hub as an ordinary user, or set DATABASE_URL.',
  )
}

/** The account `postgres`, else `nobody`, of a passwd file. Ids that are no ordinary number (macOS: -2) do not count. */
export function unprivilegedAccount(passwd: string): Account | undefined {
  const accounts = passwd.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':')
    const account = { name, uid: Number(uid), gid: Number(gid) }
    return account.uid > 0 && account.gid > 0 ? [account] : []
  })
  return accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody')
}
