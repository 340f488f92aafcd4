import type { Config } from '../../platform/config/config.js'
import { loadSecrets } from '../secrets.js'
import { runToEnd } from './child.js'
import { startDatabase } from './database.js'
import { childEnvironments } from './environment.js'
import { type KeptProcess, keepRunning } from './keep-running.js'
import { printReady, say } from './screen.js'

export interface RunningHub {
  /** Resolves when a part has ended for good although it was not told to. */
  failed: Promise<void>
  /** Stops everything: gateway first, then the services, the database last. */
  stop(): Promise<void>
}

/**
 * Starts database, services and gateway, in this order, and prints where they answer.
 *
 * @param signal stops what has been started when it is aborted while starting
 * @throws HubError DATABASE_UNAVAILABLE, PROCESS_FAILED
 */
export async function startHub(config: Config, signal: AbortSignal): Promise<RunningHub> {
  const started: { stop(): Promise<void> }[] = []
  let notices: string[] = []
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop()
  }
  try {
    const secrets = await loadSecrets(config.stateDirectory)
    const database = await startDatabase(config)
    started.push(database)
    const environments = childEnvironments(config, secrets, database.url)
    signal.throwIfAborted()
    notices = await prepareDatabase(config, environments.owner)
    signal.throwIfAborted()
    // Together, for the gateway needs no subgraph to start; in the order they are stopped in, last first.
    const processes = await allStarted(started, [
      keepRunning('services', { arguments: ['serve', 'services'], environment: environments.services }),
      keepRunning('gateway', { arguments: ['serve', 'gateway'], environment: environments.gateway }),
    ])
    signal.throwIfAborted()
    printReady(
      database,
      processes.flatMap(({ ready }) => ready),
    )
    return { failed: Promise.race([database, ...processes].map(({ failed }) => failed)), stop }
  } catch (error) {
    await stop()
    if (signal.aborted) return { failed: new Promise(() => {}), stop }
    throw error
  } finally {
    // Last, where it is seen; and also where the rest has failed, for it is said only once.
    for (const notice of notices) say(notice)
  }
}

/** Waits for all; those that have started are noted for being stopped, also if another has failed. */
async function allStarted(
  started: { stop(): Promise<void> }[],
  starting: Promise<KeptProcess>[],
): Promise<KeptProcess[]> {
  const outcomes = await Promise.allSettled(starting)
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') started.push(outcome.value)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

async function prepareDatabase(config: Config, environment: NodeJS.ProcessEnv): Promise<string[]> {
  say('Preparing the database.')
  return runToEnd({ arguments: config.exampleContent ? ['migrate', '--example'] : ['migrate'], environment })
}
