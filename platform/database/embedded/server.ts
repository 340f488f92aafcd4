import { once } from 'node:events'
import { type Binaries, program } from './binaries.js'
import { followOutput } from './output.js'
import { type RunAs, spawnAs } from './run-as.js'
import { shutDown } from './shut-down.js'
import { settlesWithin } from './within.js'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A server process of ours, ready or not. */
export interface Server {
  pid: number
  port: number
  ended: Promise<Exit>
  /** The last lines it printed. */
  lines: string[]
  stop(): Promise<void>
}

export interface ServerOptions {
  binaries: Binaries
  data: string
  runAs: RunAs
  port: number
  log: (line: string) => void
  /** Parameters of postgresql.conf that win over the file. */
  settings: Record<string, string>
}

/** Starts a server process; it is not ready yet when this resolves. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { binaries, data, runAs, port, log } = options
  const child = spawnAs(runAs, program(binaries, 'postgres'), ['-D', data, ...parameters(options)])
  const lines = followOutput(child, log)
  const ended = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  await once(child, 'spawn')
  const pid = child.pid as number

  let stopped: Promise<void> | undefined
  return {
    pid,
    port,
    ended,
    lines,
    stop() {
      stopped ??= shutDown(pid, binaries, (waitMs) => settlesWithin(ended, waitMs))
      return stopped
    },
  }
}

function parameters({ port, settings }: ServerOptions): string[] {
  const all = {
    // The hub puts a time before every line itself.
    log_line_prefix: '',
    // A statement that fails may hold a password or a citizen's data: it belongs in no log.
    log_min_error_statement: 'panic',
    ...settings,
    logging_collector: 'off',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
