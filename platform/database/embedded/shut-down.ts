import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { HubError } from '../../errors/hub-error.js'
import { type Binaries, program } from './binaries.js'

/** Fast shutdown with a checkpoint; then immediate, recovered at the next start; then by force. Milliseconds to wait. */
const steps = [
  { signal: 'INT', waitMs: 10_000 },
  { signal: 'QUIT', waitMs: 5_000 },
  { signal: 'KILL', waitMs: 5_000 },
] as const

/**
 * Ends a server, firmer from step to step, and returns when its process is gone.
 *
 * @param goneWithin waits at most that many milliseconds, resolves true as soon as the process is gone
 * @throws HubError DATABASE_UNAVAILABLE when it belongs to another account or outlives all of it
 */
export async function shutDown(
  pid: number,
  binaries: Binaries,
  goneWithin: (waitMs: number) => Promise<boolean>,
): Promise<void> {
  for (const { signal, waitMs } of steps) {
    if (await goneWithin(0)) return
    await send(pid, signal, binaries)
    if (await goneWithin(waitMs)) return
  }
  throw new HubError('DATABASE_UNAVAILABLE', `The PostgreSQL process ${pid} does not end: end it by hand.`)
}

async function send(pid: number, signal: 'INT' | 'QUIT' | 'KILL', binaries: Binaries): Promise<void> {
  try {
    // Windows has no signals; PostgreSQL listens on a pipe for its own there.
    if (process.platform === 'win32' && signal !== 'KILL') {
      await promisify(execFile)(program(binaries, 'pg_ctl'), ['kill', signal, String(pid)])
    } else process.kill(pid, `SIG${signal}`)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EPERM') return
    throw new HubError(
      'DATABASE_UNAVAILABLE',
      `A PostgreSQL of this hub still runs as process ${pid} under another account: end it, or start the hub as the user who started it before.`,
      { cause },
    )
  }
}
