import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, type ChildOptions, startChild } from './child.js'
import { say } from './screen.js'

/** Restarts after which a process that keeps ending is given up; it then fails for a reason a restart won't mend. */
const mostRestarts = 5
/** A process that has lived this long starts counting anew, ms. */
const healthyMs = 60_000
/** Pause before the first restart, ms; doubled before each further one. */
const firstPauseMs = 250

export interface KeptProcess {
  ready: Child['ready']
  /** Resolves when the process could not be kept running. */
  failed: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a process and starts it again whenever it ends by itself.
 *
 * @throws HubError PROCESS_FAILED if the first start fails
 */
export async function keepRunning(name: string, options: ChildOptions): Promise<KeptProcess> {
  const stopping = new AbortController()
  let child = await startChild(options)
  const { ready } = child

  async function watch(): Promise<void> {
    for (let restarts = 0; !stopping.signal.aborted; ) {
      const startedAt = performance.now()
      const reason = await child.ended
      if (stopping.signal.aborted) return
      restarts = performance.now() - startedAt > healthyMs ? 1 : restarts + 1
      if (restarts > mostRestarts) {
        return say(`${name} ended ${restarts} times in a row (${reason}); giving up`)
      }
      say(`${name} ended (${reason}); starting it again`)
      await sleep(firstPauseMs * 2 ** (restarts - 1), undefined, { signal: stopping.signal }).catch(() => {})
      if (!stopping.signal.aborted) child = await startChild(options).catch(() => endedChild(ready))
    }
  }

  const watching = watch()
  const failed = watching.then(() => (stopping.signal.aborted ? new Promise<void>(() => {}) : undefined))
  return {
    ready,
    failed,
    async stop() {
      stopping.abort()
      await child.stop()
      // A restart that was under way has left another one behind.
      await watching
      await child.stop()
    },
  }
}

/** Stands in for a process that could not be started again, so that the next round counts it. */
function endedChild(ready: Child['ready']): Child {
  return { ready, ended: Promise.resolve('no start'), stop: async () => {} }
}
