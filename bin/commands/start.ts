import { parseConfig } from '../../platform/config/config.js'
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
  const stopped = untilStopped()
  const lock = await lockStateDirectory(config.stateDirectory)
  try {
    const starting = new AbortController()
    void stopped.then(() => starting.abort())
    const hub = await startHub(config, starting.signal)
    await Promise.race([stopped, hub.failed])
    await hub.stop()
  } finally {
    await lock.release()
  }
}
