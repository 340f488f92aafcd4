import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine, isAlive, workingFolder } from './processes.js'

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  /** Absent until it has opened its port. */
  port: number | undefined
  /** Whether it accepts connections. */
  ready: boolean
}

/** Reads `postmaster.pid` of a data folder; undefined where there is none. The process may long be dead. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  return text === undefined ? undefined : parsePostmaster(text)
}

/** Lines as PostgreSQL's src/include/utils/pidfile.h numbers them: 1 process id, 4 port, 8 status. */
export function parsePostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]) || undefined, ready: lines[7]?.trim() === 'ready' }
}

/**
 * Whose process a process id belongs to: the data folder's server, a stranger (the id was given anew, say after a
 * restart of the machine), or nobody.
 */
export async function whoseProcess(pid: number, data: string): Promise<'server' | 'stranger' | 'nobody'> {
  const command = await commandLine(pid)
  if (command === undefined) return isAlive(pid) ? 'stranger' : 'nobody'
  const folder = await workingFolder(pid)
  return isServerOf(command, folder, folder ? await realpath(data) : data) ? 'server' : 'stranger'
}

/**
 * Whether a command line is that of the server of a data folder.
 *
 * @param folder the folder the process works in, which for a server is its data; undefined where it cannot be known
 */
export function isServerOf(command: string, folder: string | undefined, data: string): boolean {
  const [invoked = ''] = command.split(' -D ')
  if (!/[\\/]postgres(\.exe)?"?$/.test(invoked)) return false
  return folder === undefined ? command.includes(` -D ${data} `) : folder === data
}
