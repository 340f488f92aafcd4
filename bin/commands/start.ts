import { parseConfig } from '../../platform/config/config.js'
import { HubError } from '../../platform/errors/hub-error.js'
import { untilStopped } from '../process.js'
import { lockStateDirectory } from '../supervisor/lock.js'
import { startHub } from '../supervisor/supervisor.js'

/**
 * `hub start`: the whole hub until Ctrl-C.
 *
 * @throws HubError ALREADY_RUNNING, CONFIG_INVALID, DATABASE_UNAVAILABLE, PORT_IN_USE, PROCESS_FAILED
 */
export async function start(): Promise<void> {
  const config = parseConfig(process.env)
  const stopped = Promise.race([untilStopped(), untilAbandoned()])
  const lock = await lockStateDirectory(config.stateDirectory)
  try {
    const starting = new AbortController()
    void stopped.then(() => starting.abort())
    const hub = await startHub(config, starting.signal)
    const givenUp = await Promise.race([stopped.then(() => false), hub.failed.then(() => true)])
    await hub.stop()
    if (givenUp)
      throw new HubError('PROCESS_FAILED', 'A part of the hub ends again and again; the lines above say why.')
  } finally {
    await lock.release()
  }
}

/** How often a start that npm began looks for the shell it began in, ms. */
const lookEveryMs = 1_000

/**
 * Resolves when the shell that npm ran the start in is gone. npm passes a signal on to that shell, which ends
 * without passing it on to the hub.
 */
function untilAbandoned(): Promise<void> {
  if (process.env.npm_lifecycle_event === undefined) return new Promise(() => {})
  const parent = process.ppid
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid !== parent) resolve(clearInterval(timer))
    }, lookEveryMs).unref()
  })
}
